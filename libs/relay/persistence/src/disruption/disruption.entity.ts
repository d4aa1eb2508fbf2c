import type { Disruption, DisruptionKind, DisruptionRecipient } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, position, textOrNull, uuidOrNull } from '../database/column-types.js';

@Entity('disruption')
export class DisruptionRow implements Disruption {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column(uuidOrNull) legId: string | null;
  @Column(textOrNull) raisedById: string | null;
  @Column('text') kind: DisruptionKind;
  @Column('text') text: string;
  @Column(instant) raisedAt: Instant;
  @Column(instantOrNull) oldEtaAt: Instant | null;
  @Column(instantOrNull) newEtaAt: Instant | null;
  @Column('jsonb') affects: Disruption['affects'];
  @Column('jsonb') recipients: readonly DisruptionRecipient[];
  @Column('boolean') mandatory: boolean;
  @Column(textOrNull) customerDraft: string | null;
}
