import type { Finding, FindingKind } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant, position, SubjectColumns, textOrNull } from '../database/column-types.js';

@Entity('finding')
export class FindingRow implements Finding {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('uuid') id: string;
  @Column(position) position: number;
  @Column('text') kind: FindingKind;
  @Column(textOrNull) departmentId: string | null;
  @Column(() => SubjectColumns) subject: SubjectColumns;
  @Column(instant) at: Instant;
  @Column('text') note: string;
}
