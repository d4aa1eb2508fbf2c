import type { PersonId } from '@baton/domain';
import type { ClientBase } from 'pg';

/** What is written down of administration. The database knows the same ones. */
export type AdministrationType =
  | `${'journey' | 'calendar' | 'ladder' | 'department' | 'person'}.saved`
  | 'person.left'
  | 'company.loaded'
  | 'token.made'
  | 'token.ended'
  | 'session.ended'
  | 'password.set';

export interface NewAdministrationEvent {
  /** Null when it is done from the terminal. */
  readonly by: PersonId | null;
  readonly type: AdministrationType;
  readonly aboutId: string;
  readonly name: string;
  /** Of what is edited by making versions. */
  readonly version?: number | null;
}

/** When: in milliseconds, as cursors count. */
export const administrationAt = "date_trunc('milliseconds', clock_timestamp())";

/** Written in the transaction that does it, so that neither is without the other. */
export async function recordAdministration(
  client: Pick<ClientBase, 'query'>,
  { by, type, aboutId, name, version = null }: NewAdministrationEvent,
): Promise<void> {
  await client.query(
    `INSERT INTO administration_event (at, by, type, about_id, name, version)
     VALUES (${administrationAt}, $1, $2, $3, $4, $5)`,
    [by, type, aboutId, name, version],
  );
}
