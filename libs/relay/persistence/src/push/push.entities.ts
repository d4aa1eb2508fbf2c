import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A device that is told what waits for whoever is signed in on it; it ends with their session. */
@Entity('push_subscription')
export class PushSubscriptionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('bytea') sessionId: Buffer;
  /** Where its push service takes messages for it; whoever knows it and the keys can write to the device. */
  @Column('text') endpoint: string;
  @Column('bytea') publicKey: Buffer;
  @Column('bytea') authSecret: Buffer;
  @Column('text') device: string;
  @Column('text') language: string;
  @Column('timestamptz') createdAt: Date;
  @Column({ type: 'timestamptz', nullable: true }) lastUsedAt: Date | null;
}

/** A notice that a device has not shown yet. */
@Entity('unpushed_notice')
export class UnpushedNoticeRow {
  @PrimaryColumn('uuid') subscriptionId: string;
  @PrimaryColumn('uuid') caseId: string;
  @PrimaryColumn('integer') seq: number;
  @Column('text') personId: string;
}
