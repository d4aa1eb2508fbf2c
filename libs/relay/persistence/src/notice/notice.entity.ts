import type { NewNotice } from '@baton/application';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull } from '../database/column-types.js';

/** What one person is told about one event of a case, and why: once, however often it is worked out. */
@Entity('notice')
export class NoticeRow implements NewNotice {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('integer') seq: number;
  @PrimaryColumn('text') personId: string;
  @Column('text') why: string;
  @Column('text') kind: string;
  @Column('text') text: string;
  @Column('jsonb') body: Readonly<Record<string, unknown>>;
  @Column(instant) at: Instant;
  @Column('boolean') urgent: boolean;
  @Column('boolean') byMail: boolean;
  @Column({ ...instantOrNull, select: false }) readAt: Instant | null;
  @Column({ ...instantOrNull, select: false }) mailedAt: Instant | null;
}
