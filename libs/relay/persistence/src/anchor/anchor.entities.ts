import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How the histories that had grown ended at one moment, chained to all anchors before it. Never changed afterwards. */
@Entity('anchor')
export class AnchorRow {
  @PrimaryColumn('integer') no: number;
  @Column('timestamptz') at: Date;
  @Column('integer') heads: number;
  /** Merkle root of the heads. */
  @Column('bytea') root: Buffer;
  @Column('bytea') hash: Buffer;
}

/** The last event of a case when an anchor was set. */
@Entity('anchored_head')
export class AnchoredHeadRow {
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('integer') seq: number;
  @Column('bytea') hash: Buffer;
  @Column('integer') anchorNo: number;
}
