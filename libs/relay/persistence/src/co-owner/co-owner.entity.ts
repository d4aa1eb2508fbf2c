import type { CoOwner, CoOwnerRole, Help, JoinedVia } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, jsonbOrNull, position } from '../database/column-types.js';

@Entity('co_owner')
export class CoOwnerRow implements CoOwner {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('text') personId: string;
  @Column(position) position: number;
  @Column('text') role: CoOwnerRole;
  @Column('text') joinedVia: JoinedVia;
  @Column(instant) joinedAt: Instant;
  @Column(instantOrNull) leftAt: Instant | null;
  @Column(jsonbOrNull) help: Help | null;
}
