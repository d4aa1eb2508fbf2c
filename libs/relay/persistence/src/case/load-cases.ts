import type { Case, CaseFacts, Timer } from '@baton/domain';
import type { CaseRef } from '@baton/application';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { rowShape, type RowShape } from '../database/row-shape.js';
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

/** A row as it travels: its values without their names. */
type Values = readonly unknown[];

/** What `CaseShape.columns` brings. */
export type CaseColumns = {
  readonly facts: Values;
  readonly timers: readonly Values[];
  readonly chainHash: string;
} & {
  readonly [Part in CasePart]: readonly Values[];
};

/** How a case travels from the database with all that hangs on it. */
export class CaseShape {
  /** The select list of a case `c`: one statement reads the whole aggregate. */
  readonly columns: string;
  /** Of these the timers that still have to fire. They fire without an event, so nothing else says which these are. */
  readonly timers: string;
  private readonly facts: RowShape;
  private readonly parts: readonly (readonly [CasePart, RowShape])[];
  private readonly timer: RowShape;

  constructor(dataSource: DataSource) {
    this.facts = rowShape(dataSource, CaseRow);
    this.parts = caseParts.map((part) => [part, rowShape(dataSource, casePartRows[part])] as const);
    this.timer = rowShape(dataSource, TimerRow);
    this.timers = list('timers', this.timer, 't.fire_at', ' AND t.fired_at IS NULL AND t.cancelled_at IS NULL');
    this.columns = [
      `${this.facts.asList('c')} AS facts`,
      `encode(c.chain_hash, 'hex') AS "chainHash"`,
      ...this.parts.map(([part, shape]) => list(part, shape, 't.position')),
      this.timers,
    ].join(',\n  ');
  }

  read(columns: CaseColumns): LoadedCase {
    const facts = this.facts.fromList(columns.facts) as CaseFacts;
    const parts = Object.fromEntries(
      this.parts.map(([part, { fromList }]) => [part, columns[part].map(fromList)]),
    ) as unknown as Pick<Case, CasePart>;
    return { state: { ...facts, ...parts }, timers: this.readTimers(columns.timers), chainHash: columns.chainHash };
  }

  readTimers(timers: CaseColumns['timers']): readonly LiveTimer[] {
    return timers.map(this.timer.fromList) as readonly LiveTimer[];
  }
}

const list = (name: string, { table, asList }: RowShape, order: string, where = '') =>
  `(SELECT coalesce(json_agg(${asList('t')} ORDER BY ${order}), '[]') FROM ${table} t WHERE t.case_id = c.id${where}) AS "${name}"`;

/** Condition on `c` that finds the case of a reference; the id is `parameter`. */
export function caseOf(kind: CaseRef['kind'], parameter: string): string {
  const id = `${parameter}::uuid`;
  return kind === 'case' ? `c.id = ${id}` : `c.id = (SELECT case_id FROM "${kind}" WHERE id = ${id})`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids come from outside: what is no id refers to nothing. */
export const isId = (text: string): boolean => UUID.test(text);
