import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to which finished case the house was kept: when it was finished, and which of those that were finished then. */
@Entity('swept')
export class SweptRow {
  @PrimaryColumn({ type: 'boolean', default: true }) single: boolean;
  @Column('timestamptz') upTo: Date;
  @Column('uuid') upToId: string;
}
