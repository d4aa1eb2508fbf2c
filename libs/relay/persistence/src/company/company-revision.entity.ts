import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row. Triggers count every edit of the company's tables, so that a process knows when its snapshot is old. */
@Entity('company_revision')
export class CompanyRevisionRow {
  @PrimaryColumn({ type: 'boolean', default: true }) single: boolean;
  @Column('integer') revision: number;
}
