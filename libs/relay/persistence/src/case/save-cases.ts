import type { StoredResponse, IdempotencyKey } from '@baton/application';
import type { Case, CaseChange, CaseFacts } from '@baton/domain';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { rowShape, type RowShape } from '../database/row-shape.js';
import { jsonRows, type Members, parametersOf, type RowSource, rowOfParameters } from '../database/row-source.js';
import { OvertakenError } from '../database/transaction.js';
import { traceparent } from '../outbox/trace-effects.js';
import type { TimerWrite } from '../timer/diff-timers.js';
import { TimerRow } from '../timer/timer.entity.js';
import { CaseEventRow } from './case-event.entity.js';
import { CaseRow } from './case.entity.js';
import { type CasePart, casePartRows, caseParts, takesAPlace } from './case-parts.js';
import { CHAIN_START, chainHash } from './event-chain.js';

/** A decided change with what its transaction writes beside the case. */
export interface CaseWrite {
  readonly change: CaseChange;
  /** Where the case's chain of hashes ended before; null for a new case. */
  readonly chainHash: string | null;
  readonly timers: readonly TimerWrite[];
  readonly correlationId: string | null;
  /** Nobody is told: a replay plays what is long past. */
  readonly isSilent?: boolean;
}

/** The first answer under a client's key. */
export interface KeyClaim {
  readonly key: IdempotencyKey;
  readonly response: StoredResponse;
}

/**
 * Writes changed cases in one statement, however many they are: the rows that are not what they were, the events, the
 * timers, one outbox row per case, and the client's key. Only tables that get rows take part: each costs, even without any.
 */
export class CaseWriter {
  private readonly steps: Steps;
  private readonly statements = new Map<string, string>();
  private readonly removal: string;

  constructor(dataSource: DataSource) {
    this.steps = saveSteps(dataSource);
    this.removal = removeStatement(dataSource);
  }

  /** Answers where the chain of each ends now. */
  async write(client: PoolClient, writes: readonly CaseWrite[], claim: KeyClaim | null): Promise<readonly string[]> {
    const rows = emptyRows();
    const heads = writes.map((write) => collect(rows, write));
    for (const part of caseParts) rows[part].sort((a, b) => place(part, a) - place(part, b));
    if (claim) rows.keys.push({ ...claim.key, ...claim.response });
    await this.remove(client, writes.flatMap(removed));
    const filled = sections.filter((section) => rows[section].length > 0);
    if (filled.length === 0) return heads;
    const { rows: results } = await client.query<{ changed: number; claimed: number }>(this.statement(rows, filled));
    const [{ changed, claimed }] = results as [{ changed: number; claimed: number }];
    if (changed !== rows.changed.length) throw new OvertakenError('A case was changed by somebody else under our lock');
    if (claim && claimed === 0) throw new OvertakenError('The same key was used meanwhile');
    return heads;
  }

  /**
   * Of a section with one row every member is a parameter, several rows are one of JSON. Commands fall into a few dozen kinds by the
   * tables that they write, and by whether more than a row of each, so a connection prepares no more statements.
   */
  private statement(rows: Rows, filled: readonly Section[]) {
    const kinds = filled.map((section) => ({ section, hasOne: rows[section].length === 1 }));
    const name = `save-cases-${kinds.map(({ section, hasOne }) => `${letterOf(section)}${hasOne ? '' : '+'}`).join('')}`;
    let text = this.statements.get(name);
    if (text === undefined) this.statements.set(name, (text = saveStatement(this.steps, kinds)));
    const values = kinds.flatMap(({ section, hasOne }) =>
      hasOne ? parametersOf(this.steps[section].members, rows[section][0]!) : [JSON.stringify(rows[section])],
    );
    return { name, text, values };
  }

  /** What was just made and is taken back (ADR 9), before others take its place. */
  private async remove(client: PoolClient, things: readonly RemovedThing[]): Promise<void> {
    if (things.length > 0) await client.query(this.removal, [JSON.stringify(things)]);
  }
}

interface RemovedThing {
  readonly caseId: string;
  readonly part: CasePart;
  readonly key: string;
}

const removed = ({ change: { after, events } }: CaseWrite): readonly RemovedThing[] =>
  events.flatMap(({ changes }) =>
    caseParts.flatMap((part) => (changes.removed?.[part] ?? []).map((key) => ({ caseId: after.id, part, key }))),
  );

const sections = ['opened', 'changed', ...caseParts, 'events', 'timers', 'informs', 'keys'] as const;
type Section = (typeof sections)[number];
const letterOf = (section: Section) => sections.indexOf(section).toString(36);
type Rows = Record<Section, object[]>;

const emptyRows = () => Object.fromEntries(sections.map((section) => [section, []])) as unknown as Rows;

const place = (part: CasePart, row: object) => Number(takesAPlace[part]?.(row as never) ?? false);

/** JSON leaves out what is undefined. */
const withoutLists = Object.fromEntries(caseParts.map((part) => [part, undefined]));

/** The longest and rarest to change. Sent again, they are read again, compressed again and laid in new pages, at every command. */
const texts = ['subject', 'description', 'requester'] as const satisfies readonly (keyof CaseFacts)[];

const withoutTexts = (before: Case, after: Case) =>
  Object.fromEntries(texts.filter((name) => after[name] === before[name]).map((name) => [name, undefined]));

function collect(rows: Rows, { change, chainHash: head, timers, correlationId, isSilent }: CaseWrite): string {
  const { before, after, events } = change;
  let hash = head ?? CHAIN_START;
  let expected = before?.version ?? 0;
  for (const event of events) {
    if (event.seq !== ++expected)
      throw new Error(`Event ${event.seq} of case ${after.id} is out of turn: ${expected} is next`);
    hash = chainHash(hash, event);
    rows.events.push({ ...event, hash: `\\x${hash}`, correlationId });
  }
  rows.timers.push(...timers);
  if (events.length === 0) return hash;
  const row = { ...after, ...withoutLists, chainHash: `\\x${hash}` };
  if (before) rows.changed.push({ ...row, ...withoutTexts(before, after), before: before.version });
  else rows.opened.push(row);
  for (const part of caseParts) {
    after[part].forEach((thing, position) => {
      if (before?.[part][position] !== thing) rows[part].push({ ...thing, position });
    });
  }
  if (!after.imported && !isSilent) {
    const [first, last] = [events[0]!.seq, events.at(-1)!.seq];
    const body = { caseId: after.id, fromSeq: first, toSeq: last, correlationId };
    const effectKey = `inform:${after.id}:${first}`;
    rows.informs.push({ effectKey, caseId: after.id, body, traceparent: traceparent() });
  }
  return hash;
}

function removeStatement(dataSource: DataSource): string {
  const steps = caseParts.map((part) => {
    const { table } = rowShape(dataSource, casePartRows[part]);
    const key = part === 'coOwners' ? 'person_id' : 'id';
    return `${part.toLowerCase()} AS (DELETE FROM ${table} t USING gone
      WHERE gone.part = '${part}' AND t.case_id = gone."caseId" AND t.${key}::text = gone.key)`;
  });
  return `WITH gone AS (SELECT * FROM json_to_recordset($1::json) AS r("caseId" uuid, part text, key text)),
    ${steps.join(',\n')} SELECT`;
}

/** A part of the statement: as which its rows come, and what is done with them. */
interface Step {
  readonly members: Members;
  sql(source: RowSource): string;
}
type Steps = Readonly<Record<Section, Step>>;

function saveSteps(dataSource: DataSource): Steps {
  const facts = rowShape(dataSource, CaseRow);
  const events = rowShape(dataSource, CaseEventRow);
  const timers = rowShape(dataSource, TimerRow);
  const part = (shape: RowShape): Step => ({
    members: shape.members,
    sql: (source) => `${shape.insertFrom(source)} ON CONFLICT (${shape.key}) DO UPDATE SET ${shape.setExcluded}`,
  });
  const parts = caseParts.map((name) => [name, part(rowShape(dataSource, casePartRows[name]))]);
  return {
    opened: { members: facts.members, sql: (source) => facts.insertFrom(source) },
    changed: {
      members: { ...facts.members, before: 'integer' },
      sql: (source) => `
        UPDATE "case" c SET ${facts.setGivenFromRows('c')} FROM (${facts.rowsOf(source, { before: 'integer' })}) rows
        WHERE c.id = rows.id AND c.version = rows.before RETURNING 1`,
    },
    ...(Object.fromEntries(parts) as Pick<Steps, CasePart>),
    events: { members: events.members, sql: (source) => events.insertFrom(source) },
    timers: {
      members: timers.members,
      sql: (source) => `
        ${timers.insertFrom(source)}
        ON CONFLICT (case_id, subject_id, kind, fire_at) DO UPDATE
        SET epoch = excluded.epoch, wake_at = excluded.wake_at, failures = excluded.failures,
          fired_at = excluded.fired_at, cancelled_at = excluded.cancelled_at
        WHERE timer.fired_at IS NULL`,
    },
    informs: {
      members: inform,
      sql: (source) => `
        INSERT INTO outbox (effect_key, topic, order_key, body, traceparent)
        SELECT "effectKey", 'inform', "caseId", body, traceparent FROM ${source(inform)}`,
    },
    keys: {
      members: key,
      sql: (source) => `
        INSERT INTO idempotency (principal, route, key, request_hash, status, body, version, expires_at)
        SELECT principal, route, key, "requestHash", status, body, version, now() + interval '24 hours' FROM ${source(key)}
        ON CONFLICT (principal, route, key) DO UPDATE
        SET request_hash = excluded.request_hash, status = excluded.status, body = excluded.body,
          version = excluded.version, expires_at = excluded.expires_at
        WHERE idempotency.expires_at <= now() RETURNING 1`,
    },
  };
}

const inform: Members = { effectKey: 'text', caseId: 'text', body: 'jsonb', traceparent: 'text' };
const key: Members = {
  principal: 'text',
  route: 'text',
  key: 'text',
  requestHash: 'text',
  status: 'integer',
  body: 'json',
  version: 'integer',
};

/** A section of the statement, and whether one row fills it. */
interface Kind {
  readonly section: Section;
  readonly hasOne: boolean;
}

function saveStatement(steps: Steps, kinds: readonly Kind[]): string {
  let next = 1;
  const written = kinds.map(({ section, hasOne }) => {
    const { members, sql } = steps[section];
    const step = `"${section}" AS (${sql(hasOne ? rowOfParameters(next) : jsonRows(`$${next}`))})`;
    next += hasOne ? Object.keys(members).length : 1;
    return step;
  });
  const count = (section: Section) =>
    kinds.some((kind) => kind.section === section) ? `(SELECT count(*) FROM "${section}")::integer` : '0';
  return `WITH ${written.join(',\n')}
    SELECT ${count('changed')} AS changed, ${count('keys')} AS claimed`;
}
