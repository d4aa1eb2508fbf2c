import type { Case, CaseFacts, Timer } from '@baton/domain';
import type { CaseRef } from '@baton/application';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { rowShape } from '../database/row-shape.js';
import { TimerRow } from '../timer/timer.entity.js';
import { CaseRow } from './case.entity.js';
import { type CasePart, casePartRows, caseParts } from './case-parts.js';

/** A case as it was read: the state, the timers that still have to fire, and where its chain of hashes ends. */
export interface LoadedCase {
  readonly state: Case;
  readonly timers: readonly LiveTimer[];
  /** Hex. */
  readonly chainHash: string;
}

/** A timer that has not fired, and when the worker looks at it. */
export interface LiveTimer extends Timer {
  readonly wakeAt: Instant;
}

/** The columns that `readCase` makes a `LoadedCase` of. */
export type CaseColumns = {
  readonly facts: CaseFacts;
  readonly timers: readonly LiveTimer[];
  readonly chainHash: string;
} & {
  readonly [Part in CasePart]: Case[Part];
};

/** The select list of a case `c` with all that hangs on it: one statement reads the whole aggregate. */
export function caseColumns(dataSource: DataSource): string {
  return [
    `${rowShape(dataSource, CaseRow).asJson('c')} AS facts`,
    `encode(c.chain_hash, 'hex') AS "chainHash"`,
    ...caseParts.map((part) => {
      const { table, asJson } = rowShape(dataSource, casePartRows[part]);
      return list(part, table, asJson('t'), 't.position');
    }),
    timerColumn(dataSource),
  ].join(',\n  ');
}

/** The timers of a case `c` that still have to fire. They fire without an event, so nothing else says which these are. */
export function timerColumn(dataSource: DataSource): string {
  const { table, asJson } = rowShape(dataSource, TimerRow);
  return list('timers', table, asJson('t'), 't.fire_at', ' AND t.fired_at IS NULL AND t.cancelled_at IS NULL');
}

const list = (name: string, table: string, json: string, order: string, where = '') =>
  `(SELECT coalesce(json_agg(${json} ORDER BY ${order}), '[]') FROM ${table} t WHERE t.case_id = c.id${where}) AS "${name}"`;

export function readCase({ facts, timers, chainHash, ...lists }: CaseColumns): LoadedCase {
  const parts = Object.fromEntries(caseParts.map((part) => [part, lists[part]])) as Pick<Case, CasePart>;
  return { state: { ...facts, ...parts }, timers, chainHash };
}

/** Condition on `c` that finds the case of a reference; the id is `parameter`. */
export function caseOf(kind: CaseRef['kind'], parameter: string): string {
  const id = `${parameter}::uuid`;
  return kind === 'case' ? `c.id = ${id}` : `c.id = (SELECT case_id FROM "${kind}" WHERE id = ${id})`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids come from outside: what is no id refers to nothing. */
export const isId = (text: string): boolean => UUID.test(text);
