import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a client was told the first time it sent a command under a key (H16). */
@Entity('idempotency')
export class IdempotencyRow {
  @PrimaryColumn('text') principal: string;
  @PrimaryColumn('text') route: string;
  @PrimaryColumn('text') key: string;
  @Column('text') requestHash: string;
  @Column('integer') status: number;
  /** `json`, not `jsonb`: a replay is the first answer to the letter. */
  @Column({ type: 'json', nullable: true }) body: unknown;
  @Column({ type: 'integer', nullable: true }) version: number | null;
  @Column('timestamptz') expiresAt: Date;
}
