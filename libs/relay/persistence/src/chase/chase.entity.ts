import type { Chase, ChaseAnswerKind } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, position, SubjectColumns, textOrNull, uuidOrNull } from '../database/column-types.js';

@Entity('chase')
export class ChaseRow implements Chase {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column('uuid') escalationId: string;
  @Column('integer') step: number;
  @Column(() => SubjectColumns) subject: SubjectColumns;
  @Column(uuidOrNull) legId: string | null;
  @Column('jsonb') askedIds: readonly string[];
  @Column(instant) sentAt: Instant;
  @Column(textOrNull) answer: ChaseAnswerKind | null;
  @Column(textOrNull) answeredById: string | null;
  @Column(instantOrNull) answeredAt: Instant | null;
  @Column(instantOrNull) etaAt: Instant | null;
  @Column(textOrNull) blockedBy: string | null;
  @Column(textOrNull) note: string | null;
  @Column(instantOrNull) closedAt: Instant | null;
}
