import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An effect that has to happen because of something that was committed (ARCHITECTURE § 4). */
@Entity('outbox')
export class OutboxRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  /** Derived from the cause, never random: the same cause meets the unique index. */
  @Column('text') effectKey: string;
  @Column('text') topic: string;
  /** Effects with the same key go one after the other, as long as none fails. */
  @Column('text') orderKey: string;
  @Column('jsonb') body: object;
  @Column({ type: 'timestamptz', default: () => 'now()' }) createdAt: Date;
  @Column({ type: 'timestamptz', default: () => 'now()' }) nextAttemptAt: Date;
  /** Ends without success. */
  @Column({ type: 'integer', default: 0 }) attempts: number;
  /** Starts without an end: what crashes its process is parked after five. */
  @Column({ type: 'integer', default: 0 }) starts: number;
  @Column({ type: 'timestamptz', nullable: true }) leaseUntil: Date | null;
  /** Grows with every lease; who holds an older one can finish nothing. */
  @Column({ type: 'integer', default: 0 }) leaseFence: number;
  @Column({ type: 'timestamptz', nullable: true }) doneAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) parkedAt: Date | null;
  @Column({ type: 'text', nullable: true }) lastError: string | null;
  /** The trace in which it was caused, where the process that wrote it was traced. */
  @Column({ type: 'text', nullable: true }) traceparent: string | null;
}
