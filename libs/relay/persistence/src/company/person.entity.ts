import type { Absence, Person, Role } from '@baton/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { textOrNull } from '../database/column-types.js';

@Entity('person')
export class PersonRow implements Person {
  @PrimaryColumn('text') id: string;
  @Column('text') name: string;
  @Column('text') email: string;
  @Column('text') role: Role;
  @Column('text') departmentId: string;
  @Column('text') zone: string;
  @Column(textOrNull) language: Person['language'];
  @Column('boolean') active: boolean;
  @Column(textOrNull) substituteId: string | null;
  @Column('text') presence: Person['presence'];
  @Column('jsonb') absences: readonly Absence[];
}
