import type { CaseEvent, CaseEventType, Changes } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, SubjectColumns, textOrNull } from '../database/column-types.js';

/** Written once: a trigger refuses to change or remove it. */
@Entity('case_event')
export class CaseEventRow implements CaseEvent {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('integer') seq: number;
  @Column('text') type: CaseEventType;
  @Column(instant) at: Instant;
  @Column(textOrNull) by: string | null;
  @Column(() => SubjectColumns) about: SubjectColumns;
  @Column('jsonb') facts: Readonly<Record<string, unknown>>;
  @Column('jsonb') changes: Changes;
  /** sha256 of the previous hash and this event in canonical form. */
  @Column({ type: 'bytea', select: false }) hash: Buffer;
  /** From the request to the log lines of what it caused. */
  @Column({ ...textOrNull, select: false }) correlationId: string | null;
}
