import type { ChecklistItem, Leg, LegPause, LegStatus, PackageField } from '@baton/domain';
import type { Instant, Seconds } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instantOrNull, position, textOrNull, uuidOrNull } from '../database/column-types.js';

@Entity('leg')
export class LegRow implements Leg {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column('integer') step: number;
  @Column('text') name: string;
  @Column('text') departmentId: string;
  @Column('text') status: LegStatus;
  @Column(textOrNull) holderId: string | null;
  @Column(textOrNull) responsibleId: string | null;
  @Column('boolean') planned: boolean;
  @Column('boolean') mandatory: boolean;
  @Column('double precision') olaSeconds: Seconds;
  @Column('double precision') acceptanceSeconds: Seconds;
  @Column('double precision') reworkShare: number;
  @Column('jsonb') packageFields: readonly PackageField[];
  @Column('jsonb') exitChecklist: readonly ChecklistItem[];
  @Column('jsonb') preparation: readonly ChecklistItem[];
  @Column('jsonb') ticked: readonly string[];
  @Column('boolean') mayContactCustomer: boolean;
  @Column('text') customerWording: string;
  @Column('integer') visitNo: number;
  @Column(uuidOrNull) revisits: string | null;
  @Column(textOrNull) namedPersonId: string | null;
  @Column(textOrNull) reservedById: string | null;
  @Column(instantOrNull) expectedAt: Instant | null;
  @Column(instantOrNull) preAlertedAt: Instant | null;
  @Column(instantOrNull) offeredAt: Instant | null;
  @Column(instantOrNull) acceptedAt: Instant | null;
  @Column(instantOrNull) endedAt: Instant | null;
  @Column(instantOrNull) firstProgressAt: Instant | null;
  @Column(instantOrNull) lastProgressAt: Instant | null;
  @Column('integer') onTrackAnswers: number;
  @Column(instantOrNull) etaAt: Instant | null;
  @Column('jsonb') pauses: readonly LegPause[];
  @Column(textOrNull) endReason: string | null;
  @Column('boolean') halfAnnounced: boolean;
}
