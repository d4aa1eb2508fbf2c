import type { PersonId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { poolOf } from '../database/transaction.js';
import type { AdministrationType } from './record-administration.js';

export interface AdministrationFilter {
  readonly since: Instant;
  /** Null is everybody, `baton` is the terminal. */
  readonly by: PersonId | null;
}

export interface AdministrationCursor {
  readonly at: Instant;
  readonly id: number;
}

export interface AdministrationEntry extends AdministrationCursor {
  readonly by: PersonId | null;
  readonly type: AdministrationType;
  readonly aboutId: string;
  readonly name: string;
  readonly version: number | null;
}

/** What administrators did, the latest first. */
export async function recentAdministration(
  dataSource: DataSource,
  { since, by }: AdministrationFilter,
  limit: number,
  after: AdministrationCursor | null = null,
): Promise<{ readonly entries: readonly AdministrationEntry[]; readonly next: AdministrationCursor | null }> {
  // What was just done must show: not from a replica.
  const { rows } = await poolOf(dataSource).query<AdministrationEntry>(
    `SELECT id, ${milliseconds('at')} AS at, by, type, about_id AS "aboutId", name, version FROM administration_event
     WHERE at >= ${timestamp('$1')}
       AND ($2::text IS NULL OR by IS NOT DISTINCT FROM nullif($2, 'baton'))
       AND ($3::double precision IS NULL OR (at, id) < (${timestamp('$3')}, $4::integer))
     ORDER BY at DESC, id DESC LIMIT $5`,
    [since, by, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  return { entries, next: rows.length > limit && last ? { at: last.at, id: last.id } : null };
}
