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
