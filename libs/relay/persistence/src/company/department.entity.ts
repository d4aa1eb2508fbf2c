import type { Department } from '@baton/domain';
import type { Seconds } from '@baton/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { textOrNull } from '../database/column-types.js';

@Entity('department')
export class DepartmentRow implements Department {
  @PrimaryColumn('text') id: string;
  @Column('text') name: string;
  @Column('text') kind: Department['kind'];
  @Column('text') calendarId: string;
  @Column('text') leadId: string;
  @Column(textOrNull) headId: string | null;
  @Column('double precision') acceptanceTargetSeconds: Seconds;
  @Column('double precision') stallThresholdSeconds: Seconds;
  @Column('boolean') active: boolean;
}
