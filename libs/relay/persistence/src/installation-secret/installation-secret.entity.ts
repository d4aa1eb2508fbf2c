import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key of this installation, for one purpose. It never leaves the server. */
@Entity('installation_secret')
export class InstallationSecretRow {
  @PrimaryColumn('text') purpose: string;
  @PrimaryColumn('integer') keyId: number;
  @Column('bytea') secret: Buffer;
  @Column('timestamptz') createdAt: Date;
  @Column({ type: 'timestamptz', nullable: true }) retiredAt: Date | null;
}
