import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person's password, apart from the person so that no reader of people meets it. */
@Entity('credential')
export class CredentialRow {
  @PrimaryColumn('text') personId: string;
  /** argon2id, in its own encoded form. */
  @Column('text') passwordHash: string;
  @Column('timestamptz') changedAt: Date;
}

/** A token for programs. Only its hash is kept; `prefix` is what a person recognises it by. */
@Entity('api_token')
export class ApiTokenRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') personId: string;
  @Column('text') name: string;
  @Column('text') prefix: string;
  @Column('bytea') sha256: Buffer;
  @Column('timestamptz') createdAt: Date;
  @Column({ type: 'timestamptz', nullable: true }) expiresAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) lastUsedAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) revokedAt: Date | null;
}

/** Somebody signed in with a browser. Only the hash of the cookie is kept. */
@Entity('session')
export class SessionRow {
  @PrimaryColumn('bytea') idSha256: Buffer;
  @Column('text') personId: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') lastSeenAt: Date;
  @Column('timestamptz') expiresAt: Date;
}
