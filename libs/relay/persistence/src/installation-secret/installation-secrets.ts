import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';

/** What is signed; each purpose has keys of its own, so that no signature passes for another. */
export type SecretPurpose = 'tracker-link' | 'vapid';

export interface InstallationSecret {
  readonly keyId: number;
  /** 32 random bytes. */
  readonly secret: Buffer;
}

/** The keys of this installation, made when they are first needed. The newest signs; all that are not retired count. */
export class InstallationSecrets {
  constructor(private readonly dataSource: DataSource) {}

  /** All keys whose signatures count, the newest first; empty before the first was needed. */
  async valid(purpose: SecretPurpose): Promise<readonly InstallationSecret[]> {
    const { rows } = await poolOf(this.dataSource).query<InstallationSecret>({
      name: 'valid-secrets',
      text: `SELECT key_id AS "keyId", secret FROM installation_secret
        WHERE purpose = $1 AND retired_at IS NULL ORDER BY key_id DESC`,
      values: [purpose],
    });
    return rows;
  }

  /** The key that signs now. Two processes that need the first one together get the same. */
  async current(purpose: SecretPurpose): Promise<InstallationSecret> {
    const [newest] = await this.valid(purpose);
    if (newest) return newest;
    await this.add(purpose);
    return (await this.valid(purpose))[0]!;
  }

  /**
   * A new key signs from now on. What older keys signed still counts, unless `retireOlder`: then every link given away so far
   * is dead. Answers the new key's number.
   */
  async rotate(purpose: SecretPurpose, { retireOlder }: { readonly retireOlder: boolean }): Promise<number> {
    const keyId = await this.add(purpose);
    if (retireOlder)
      await poolOf(this.dataSource).query(
        'UPDATE installation_secret SET retired_at = now() WHERE purpose = $1 AND key_id < $2 AND retired_at IS NULL',
        [purpose, keyId],
      );
    return keyId;
  }

  /** Somebody else who adds the same number at the same time has added it for both. */
  private async add(purpose: SecretPurpose): Promise<number> {
    const { rows } = await poolOf(this.dataSource).query<{ keyId: number }>(
      `WITH next AS (
         SELECT coalesce(max(key_id), 0) + 1 AS key_id FROM installation_secret WHERE purpose = $1
       ), added AS (
         INSERT INTO installation_secret (purpose, key_id, secret, created_at)
         SELECT $1, key_id, $2, now() FROM next ON CONFLICT DO NOTHING
       ) SELECT key_id AS "keyId" FROM next`,
      [purpose, randomBytes(32)],
    );
    return rows[0]!.keyId;
  }
}
