import { Column, Entity, PrimaryColumn } from 'typeorm';

import { textOrNull } from '../database/column-types.js';

/** One thing an administrator did to the company or to somebody's access; never changed afterwards. */
@Entity('administration_event')
export class AdministrationEventRow {
  @PrimaryColumn('integer') id: number;
  @Column('timestamptz') at: Date;
  /** Null when it was done from the terminal. */
  @Column(textOrNull) by: string | null;
  @Column('text') type: string;
  @Column('text') aboutId: string;
  /** What it was called then. */
  @Column('text') name: string;
  @Column({ type: 'integer', nullable: true }) version: number | null;
}
