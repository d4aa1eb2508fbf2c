import type { DeclineCode, Handoff, HandoffStatus, OfferLevel, PackageRevision } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, position, textOrNull, uuidOrNull } from '../database/column-types.js';

@Entity('handoff')
export class HandoffRow implements Handoff {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column(uuidOrNull) fromLegId: string | null;
  @Column('uuid') toLegId: string;
  @Column('text') senderId: string;
  @Column('text') fromDepartmentId: string;
  @Column('text') toDepartmentId: string;
  @Column('text') level: OfferLevel;
  @Column(textOrNull) toPersonId: string | null;
  @Column('text') status: HandoffStatus;
  @Column(instant) offeredAt: Instant;
  @Column(instant) expiresAt: Instant;
  @Column('integer') attempt: number;
  @Column(uuidOrNull) previousId: string | null;
  @Column(instant) transitSince: Instant;
  @Column('boolean') planned: boolean;
  @Column('boolean') isReturn: boolean;
  @Column('jsonb') packages: readonly PackageRevision[];
  @Column('jsonb') tried: readonly string[];
  @Column(instantOrNull) endedAt: Instant | null;
  @Column(textOrNull) endedById: string | null;
  @Column(textOrNull) declineCode: DeclineCode | null;
  @Column(textOrNull) note: string | null;
}
