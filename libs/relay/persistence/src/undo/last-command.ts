import type { CaseEvent } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { CaseEventRow } from '../case/case-event.entity.js';
import { rowShape } from '../database/row-shape.js';
import { poolOf } from '../database/transaction.js';

/** What the last request to a case led to, oldest event first, and the database's time at which it was read. */
export interface LastCommand {
  readonly events: readonly CaseEvent[];
  readonly at: Instant;
}

/** No command leads to more. */
const MOST_EVENTS = 500;

/**
 * The last command on a case: the newest events that one request caused. Empty when it was no request but Baton itself. Not
 * from a replica: whoever commands asks this next.
 */
export async function lastCommandOf(dataSource: DataSource, caseId: string): Promise<LastCommand> {
  const { rows } = await poolOf(dataSource).query<{ event: CaseEvent; cause: string | null; at: Instant }>({
    name: 'last-command',
    text: `SELECT ${rowShape(dataSource, CaseEventRow).asJson('e')} AS event, e.correlation_id AS cause,
        floor(extract(epoch FROM clock_timestamp()) * 1000)::double precision AS at
      FROM case_event e WHERE case_id = $1 ORDER BY seq DESC LIMIT ${MOST_EVENTS + 1}`,
    values: [caseId],
  });
  const cause = rows[0]?.cause ?? null;
  const other = rows.findIndex((row) => row.cause !== cause);
  const own = other < 0 ? rows : rows.slice(0, other);
  const isWhole = cause !== null && own.length <= MOST_EVENTS;
  return { events: isWhole ? own.map(({ event }) => event).reverse() : [], at: rows[0]?.at ?? 0 };
}
