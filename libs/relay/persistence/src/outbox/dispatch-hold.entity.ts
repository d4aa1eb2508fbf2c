import { Column, Entity, PrimaryColumn } from 'typeorm';

/** There is a row while nothing may leave the house. */
@Entity('dispatch_hold')
export class DispatchHoldRow {
  @PrimaryColumn({ type: 'boolean', default: true }) single: boolean;
  @Column('timestamptz') since: Date;
  @Column('text') reason: string;
}
