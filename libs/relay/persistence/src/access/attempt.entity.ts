import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The latest attempts at one door, the oldest first. Whose door it is cannot be told from its hash. */
@Entity('attempt')
export class AttemptRow {
  @PrimaryColumn('bytea') door: Buffer;
  /** With so many within the window it is closed; older ones are forgotten. */
  @Column('smallint') most: number;
  @Column('timestamptz', { array: true }) at: Date[];
}
