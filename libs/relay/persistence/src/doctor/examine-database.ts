import type { CaseEvent } from '@baton/domain';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { CaseEventRow } from '../case/case-event.entity.js';
import { type CaseColumns, CaseShape, type LoadedCase } from '../case/load-cases.js';
import type { StoredEvent } from '../case/read-events.js';
import { rowShape } from '../database/row-shape.js';
import { inTransaction } from '../database/transaction.js';
import { type Breach, type Examined, type Invariant, invariants } from './breach.js';
import { type Acknowledged, examineAcknowledged } from './examine-acknowledged.js';
import { examineAnchors, type SentAnchor } from './examine-anchors.js';
import { examineCase } from './examine-case.js';
import { examineTables } from './examine-tables.js';

export interface ExaminationOrder {
  /** How long something may be due without being done (I4). */
  readonly patienceSeconds: number;
  /** How many breaches of each invariant are named. */
  readonly examples: number;
  /** A client's own log of what it was told is done, in portions; without one I1 is not looked at. */
  readonly acknowledged?: AsyncIterable<readonly Acknowledged[]>;
  /** Anchors as they were sent out; without them only those in the database are looked at. */
  readonly sentAnchors?: readonly SentAnchor[];
  readonly onCases?: (done: number, total: number) => void;
}

/** What was found about one invariant. */
export interface Diagnosis {
  readonly invariant: Invariant;
  /** Things looked at; 0: nobody asked, or there is nothing. */
  readonly checked: number;
  readonly breaches: number;
  readonly examples: readonly Breach[];
}

/** Looks at everything in the database as of one moment, page by page, and answers for each invariant. Changes nothing. */
export async function examineDatabase(dataSource: DataSource, order: ExaminationOrder): Promise<readonly Diagnosis[]> {
  // One snapshot: what is written meanwhile is no contradiction.
  return inTransaction(dataSource, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    const diagnoses = new Map<Invariant, Diagnosis>();
    for (const invariant of Object.keys(invariants) as Invariant[])
      diagnoses.set(invariant, { invariant, checked: 0, breaches: 0, examples: [] });
    for await (const { invariant, checked, breaches } of examineAll(dataSource, client, order)) {
      const before = diagnoses.get(invariant)!;
      diagnoses.set(invariant, {
        invariant,
        checked: before.checked + checked,
        breaches: before.breaches + breaches.length,
        examples: [...before.examples, ...breaches].slice(0, order.examples),
      });
    }
    return [...diagnoses.values()];
  });
}

async function* examineAll(
  dataSource: DataSource,
  client: PoolClient,
  order: ExaminationOrder,
): AsyncGenerator<Examined> {
  for await (const portion of order.acknowledged ?? []) yield examineAcknowledged(client, portion);
  yield* await examineTables(client, order.patienceSeconds);
  yield* examineAnchors(client, order.sentAnchors ?? []);
  yield* examineCases(dataSource, client, order);
}

const CASES_OF_A_PAGE = 250;
const ofCases: readonly Invariant[] = ['I2', 'I3', 'I4', 'I5', 'I6'];

async function* examineCases(
  dataSource: DataSource,
  client: PoolClient,
  { onCases }: ExaminationOrder,
): AsyncGenerator<Examined> {
  const readPage = pageReader(dataSource, client);
  const { rows: counts } = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM "case"');
  let done = 0;
  let coming = readPage('00000000-0000-0000-0000-000000000000');
  for (;;) {
    const page = await coming;
    const last = page.at(-1);
    if (last === undefined) return;
    // The database reads the next page while this one is looked at.
    coming = readPage(last.loaded.state.id);
    coming.catch(() => undefined);
    const breaches = page.flatMap(({ loaded, events }) => examineCase(loaded, events));
    done += page.length;
    onCases?.(done, counts[0]!.count);
    for (const invariant of ofCases)
      yield { invariant, checked: page.length, breaches: breaches.filter((breach) => breach.invariant === invariant) };
  }
}

interface CaseWithHistory {
  readonly loaded: LoadedCase;
  readonly events: readonly StoredEvent[];
}

/** Reads the cases after an id, each with its events. */
function pageReader(
  dataSource: DataSource,
  client: PoolClient,
): (after: string) => Promise<readonly CaseWithHistory[]> {
  const event = rowShape(dataSource, CaseEventRow).asJson('e');
  const shape = new CaseShape(dataSource);
  const statement = `SELECT ${shape.columns}, told.events, told.hashes
    FROM (SELECT * FROM "case" WHERE id > $1::uuid ORDER BY id LIMIT ${CASES_OF_A_PAGE}) c
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(${event} ORDER BY e.seq), '[]') AS events,
        coalesce(json_agg(encode(e.hash, 'hex') ORDER BY e.seq), '[]') AS hashes
      FROM case_event e WHERE e.case_id = c.id) told
    ORDER BY c.id`;
  return async (after) => {
    const { rows } = await client.query<CaseColumns & { events: readonly CaseEvent[]; hashes: readonly string[] }>({
      name: 'examine-cases',
      text: statement,
      values: [after],
    });
    return rows.map(({ events, hashes, ...columns }) => ({
      loaded: shape.read(columns),
      events: events.map((one, place) => ({ ...one, hash: hashes[place]! })),
    }));
  };
}
