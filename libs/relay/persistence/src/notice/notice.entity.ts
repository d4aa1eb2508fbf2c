import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, instantOrNull } from '../database/column-types.js';

/** What one person is told about one event of a case, and why. */
@Entity('notice')
export class NoticeRow {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('integer') seq: number;
  @PrimaryColumn('text') personId: string;
  /** Why this person is told: the duty on the case that makes it their business (O2). */
  @Column('text') why: string;
  @Column('text') kind: string;
  @Column('text') text: string;
  @Column('jsonb') body: object;
  @Column(instant) at: Instant;
  /** Knows no quiet hours (E5). */
  @Column('boolean') urgent: boolean;
  @Column('boolean') byMail: boolean;
  @Column(instantOrNull) mailedAt: Instant | null;
  @Column(instantOrNull) readAt: Instant | null;
}
