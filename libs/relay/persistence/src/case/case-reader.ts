import type { CaseRef, IdempotencyKey, StoredResponse } from '@baton/application';
import type { Instant } from '@baton/kernel';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { type CaseColumns, caseOf, CaseShape, type LoadedCase } from './load-cases.js';
import type { RememberedCases } from './remembered-cases.js';

/** What a transaction learns about its surroundings in its one read. */
export interface Surroundings {
  readonly at: Instant;
  /** Of the company, as this transaction sees it. */
  readonly revision: number;
  /** The answer given before under the client's key. */
  readonly answered: StoredAnswer | null;
}

export interface StoredAnswer {
  readonly requestHash: string;
  readonly response: StoredResponse;
}

/**
 * Reads cases for those who are about to change them, under the lock of the row, and for those who only look. `now`
 * replaces the database's clock. The lock stops commands only: notices that refer to the case need not wait (NO KEY).
 */
export class CaseReader {
  private readonly shape: CaseShape;

  constructor(
    dataSource: DataSource,
    private readonly remembered: RememberedCases | null = null,
  ) {
    this.shape = new CaseShape(dataSource);
  }

  /** The case of a reference, locked until the transaction ends; null when there is none. */
  async lock(
    client: PoolClient,
    ref: CaseRef,
    now: Instant | null,
    key: IdempotencyKey | undefined,
  ): Promise<LockedCase | null> {
    return (await this.lockRemembered(client, ref, now, key)) ?? this.lockAndRead(client, ref, now, key);
  }

  /**
   * The same for a case that is remembered, if it is still the same: of that, only timers are read, which fire without an event.
   * Nothing that was read before a wait for the lock is used.
   */
  private async lockRemembered(
    client: PoolClient,
    ref: CaseRef,
    now: Instant | null,
    key: IdempotencyKey | undefined,
  ): Promise<LockedCase | null> {
    if (!this.remembered?.mayKnow(ref)) return null;
    const { rows } = await client.query<LockedEnd>({
      name: `lock-remembered-${ref.kind}`,
      text: `WITH ${locked('c.id, c.version, c.chain_hash', ref)}
        SELECT c.id AS "caseId", c.version, encode(c.chain_hash, 'hex') AS "chainHash", ${this.shape.timers}, ${SURROUNDINGS},
          (SELECT version FROM "case" WHERE id = c.id) AS "versionInSnapshot"
        FROM locked c`,
      values: [...surroundings(now, key), ref.id],
    });
    const [row] = rows;
    if (!row || row.versionInSnapshot !== row.version) return null;
    const { at, revision, answered, timers } = row;
    const known = this.remembered.asOf(row.caseId, row.version, row.chainHash);
    return known && { at, revision, answered, loaded: { ...known, timers: this.shape.readTimers(timers) } };
  }

  private async lockAndRead(
    client: PoolClient,
    ref: CaseRef,
    now: Instant | null,
    key: IdempotencyKey | undefined,
  ): Promise<LockedCase | null> {
    const read = async () => {
      const { rows } = await client.query<LockedRow>({
        name: `lock-${ref.kind}`,
        text: `WITH ${locked('c.*', ref)}
          SELECT ${this.shape.columns}, ${SURROUNDINGS},
            (SELECT version FROM "case" WHERE id = c.id) IS NOT DISTINCT FROM c.version AS "isOfSnapshot"
          FROM locked c`,
        values: [...surroundings(now, key), ref.id],
      });
      return rows[0];
    };
    let row = await read();
    // Whoever waits for a row gets its newest version, but sees everything else as it was before the wait (READ COMMITTED).
    if (row?.isOfSnapshot === false) row = await read();
    if (!row) return null;
    const { at, revision, answered, isOfSnapshot: _, ...columns } = row;
    return { at, revision, answered, loaded: this.shape.read(columns) };
  }

  /** Id and number for a new case. */
  async next(
    client: PoolClient,
    now: Instant | null,
    key: IdempotencyKey | undefined,
  ): Promise<Surroundings & { readonly caseId: string; readonly number: number }> {
    const { rows } = await client.query<Surroundings & { caseId: string; number: number }>({
      name: 'next-case',
      text: `SELECT uuidv7() AS "caseId", nextval('case_number')::integer AS number, ${SURROUNDINGS}`,
      values: surroundings(now, key),
    });
    return rows[0]!;
  }

  /**
   * Cases of the timers that are due, longest due first, locked; those that others hold are left to them. What others let go of
   * between the statement's snapshot and its lock is among them, though nothing of it is due any more.
   */
  async lockDue(client: PoolClient, limit: number, now: Instant | null): Promise<Claim> {
    const { rows } = await client.query<{ id: string }>({
      name: 'lock-due',
      text: `SELECT c.id FROM timer t JOIN "case" c ON c.id = t.case_id
        WHERE ${isDue('$2')}
        ORDER BY t.wake_at LIMIT $1 FOR NO KEY UPDATE OF c SKIP LOCKED`,
      values: [limit, now],
    });
    return { caseIds: [...new Set(rows.map(({ id }) => id))], mayBeMore: rows.length === limit };
  }

  /** One case, locked, unless somebody else holds it. */
  async lockFree(client: PoolClient, caseId: string): Promise<boolean> {
    const { rowCount } = await client.query('SELECT FROM "case" WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED', [caseId]);
    return rowCount === 1;
  }

  /** These cases as they are now, without a lock of its own. */
  read(client: PoolClient, caseIds: readonly string[], now: Instant | null): Promise<readonly LockedCase[]> {
    return this.readWhere(client, { name: 'read-cases', condition: 'true' }, caseIds, now);
  }

  /** Of these cases those that have a timer due. */
  readDue(client: PoolClient, caseIds: readonly string[], now: Instant | null): Promise<readonly LockedCase[]> {
    const condition = `EXISTS (SELECT FROM timer t WHERE t.case_id = c.id AND ${isDue('$1')})`;
    return this.readWhere(client, { name: 'read-due', condition }, caseIds, now);
  }

  private async readWhere(
    client: PoolClient,
    { name, condition }: { readonly name: string; readonly condition: string },
    caseIds: readonly string[],
    now: Instant | null,
  ): Promise<readonly LockedCase[]> {
    const { rows } = await client.query<Surroundings & CaseColumns>({
      name,
      text: `SELECT ${this.shape.columns}, ${SURROUNDINGS} FROM "case" c WHERE c.id = ANY ($5::uuid[]) AND ${condition}`,
      values: [...surroundings(now, undefined), caseIds],
    });
    return rows.map(({ at, revision, answered, ...columns }) => ({
      at,
      revision,
      answered,
      loaded: this.shape.read(columns),
    }));
  }
}

/** What a batch of wakes has taken, and whether more is due than it took. */
export interface Claim {
  readonly caseIds: readonly string[];
  readonly mayBeMore: boolean;
}

type LockedCase = Surroundings & { readonly loaded: LoadedCase };

/** Of a locked case what says whether it is still the one that is remembered. */
type LockedEnd = Surroundings & {
  readonly caseId: string;
  readonly version: number;
  readonly chainHash: string;
  readonly timers: CaseColumns['timers'];
  readonly versionInSnapshot: number;
};

type LockedRow = Surroundings & CaseColumns & { readonly isOfSnapshot: boolean };

/** The row of the case, held until the transaction ends; the reference's id is the fifth parameter. */
const locked = (columns: string, { kind }: CaseRef): string =>
  `locked AS MATERIALIZED (SELECT ${columns} FROM "case" c WHERE ${caseOf(kind, '$5')} FOR NO KEY UPDATE)`;

/** Of a timer `t`; the parameter replaces the clock. */
const isDue = (now: string) =>
  `t.fired_at IS NULL AND t.cancelled_at IS NULL
    AND t.wake_at <= coalesce(to_timestamp(${now}::double precision / 1000), statement_timestamp())`;

/** Computed after the lock was taken, since it stands in the outer select. */
const SURROUNDINGS = `
  coalesce($1::double precision, floor(extract(epoch FROM clock_timestamp()) * 1000)::double precision) AS at,
  (SELECT revision FROM company_revision) AS revision,
  (SELECT json_build_object('requestHash', k.request_hash,
      'response', json_build_object('status', k.status, 'body', k.body, 'version', k.version))
    FROM idempotency k
    WHERE k.principal = $2 AND k.route = $3 AND k.key = $4 AND k.expires_at > now()) AS answered`;

const surroundings = (now: Instant | null, key: IdempotencyKey | undefined) => [
  now,
  key?.principal ?? null,
  key?.route ?? null,
  key?.key ?? null,
];
