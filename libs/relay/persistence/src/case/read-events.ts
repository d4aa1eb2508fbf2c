import type { CaseEvent, CaseId } from '@baton/domain';
import type { DataSource } from 'typeorm';

import { rowShape } from '../database/row-shape.js';
import { poolOf } from '../database/transaction.js';
import { CaseEventRow } from './case-event.entity.js';

/** An event as it is stored: with its link in the chain (hex). */
export type StoredEvent = CaseEvent & { readonly hash: string };

/** All events of a case, oldest first. */
export async function eventsOf(dataSource: DataSource, caseId: CaseId): Promise<readonly CaseEvent[]> {
  const { rows } = await poolOf(dataSource).query<{ event: CaseEvent }>(
    `SELECT ${rowShape(dataSource, CaseEventRow).asJson('e')} AS event FROM case_event e WHERE case_id = $1 ORDER BY seq`,
    [caseId],
  );
  return rows.map(({ event }) => event);
}

/** Every event of every case, case by case and oldest first, in pages of `pageSize`, from a connection of its own pages. */
export async function* allEvents(dataSource: DataSource, pageSize = 2_000): AsyncGenerator<StoredEvent> {
  let after: readonly [string, number] = ['00000000-0000-0000-0000-000000000000', 0];
  for (;;) {
    const { rows } = await poolOf(dataSource).query<{ event: CaseEvent; hash: string }>(
      `SELECT ${rowShape(dataSource, CaseEventRow).asJson('e')} AS event, encode(hash, 'hex') AS hash
       FROM case_event e WHERE (case_id, seq) > ($1::uuid, $2::integer) ORDER BY case_id, seq LIMIT $3`,
      [...after, pageSize],
    );
    for (const { event, hash } of rows) yield { ...event, hash };
    const last = rows.at(-1)?.event;
    if (last === undefined) return;
    after = [last.caseId, last.seq];
  }
}
