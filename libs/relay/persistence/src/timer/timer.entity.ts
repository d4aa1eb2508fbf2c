import type { Timer, TimerKind } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull, SubjectColumns } from '../database/column-types.js';

/** A moment at which a case wants to be looked at (W1). It fires once: the same moment of the same thing is the same row. */
@Entity('timer')
export class TimerRow implements Timer {
  @PrimaryColumn('uuid', { select: false }) caseId: string;
  @Column(() => SubjectColumns) subject: SubjectColumns;
  @PrimaryColumn('text') kind: TimerKind;
  @PrimaryColumn(instant) fireAt: Instant;
  /** The version of the case that asked for it. */
  @Column({ type: 'integer', select: false }) epoch: number;
  /** When the worker looks: `fireAt`, or later after a wake that failed. */
  @Column(instant) wakeAt: Instant;
  @Column({ type: 'smallint', default: 0, select: false }) failures: number;
  @Column({ ...instantOrNull, select: false }) firedAt: Instant | null;
  @Column({ ...instantOrNull, select: false }) cancelledAt: Instant | null;
}
