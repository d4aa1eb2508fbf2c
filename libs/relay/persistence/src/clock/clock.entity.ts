import type { Clock } from '@baton/domain';
import type { Instant, Seconds } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, position, SubjectColumns, textOrNull } from '../database/column-types.js';

@Entity('clock')
export class ClockRow implements Clock {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column(() => SubjectColumns) subject: SubjectColumns;
  @Column('text') kind: Clock['kind'];
  @Column('double precision') targetSeconds: Seconds;
  @Column(textOrNull) calendarId: string | null;
  @Column({ type: 'integer', nullable: true }) calendarVersion: number | null;
  @Column(instant) startedAt: Instant;
  @Column(instantOrNull) dueAt: Instant | null;
  @Column('text') state: Clock['state'];
  @Column(instantOrNull) breachedAt: Instant | null;
  @Column(textOrNull) breachCause: Clock['breachCause'];
  @Column(instantOrNull) endedAt: Instant | null;
  @Column('jsonb') pauseReasons: Clock['pauseReasons'];
  @Column('jsonb') segments: Clock['segments'];
  @Column(textOrNull) cancelReason: string | null;
  @Column('boolean') reopened: boolean;
}
