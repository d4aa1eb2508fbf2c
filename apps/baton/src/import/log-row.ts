import type { Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';

import { PlainProblem } from '../plain-problem.js';
import { dateParser } from './date-parser.js';
import type { Mapping, StateMeaning } from './mapping.js';

/** One row of an event log, understood. */
export interface LogRow {
  /** In the file; the header is line 1. */
  readonly line: number;
  readonly caseName: string;
  readonly at: Instant;
  /** As the other system calls it. */
  readonly state: string;
  readonly meaning: StateMeaning;
  readonly team: string | null;
  readonly person: string | null;
  /** Who made the change, in the other system's words. */
  readonly actor: string | null;
  readonly openedBy: string | null;
  readonly openedAt: Instant | null;
  readonly requester: string | null;
  readonly priority: Priority | null;
  readonly slaMet: boolean | null;
  readonly subject: string;
}

/** A row, or why it is none. */
export type ReadRow = { readonly row: LogRow } | { readonly reason: string };

/** Reads the fields of a record in the order of the header; fails when the header lacks a mapped column. */
export function rowReader(
  header: readonly string[],
  mapping: Mapping,
): (line: number, fields: readonly string[]) => ReadRow {
  const { columns } = mapping;
  const place = columnFinder(header, mapping);
  const at = {
    case: place(columns.case),
    at: place(columns.at),
    state: place(columns.state),
    team: place(columns.team),
    person: place(columns.person),
    actor: place(columns.actor),
    openedBy: place(columns.openedBy),
    openedAt: place(columns.openedAt),
    requester: place(columns.requester),
    priority: place(columns.priority),
    slaMet: place(columns.slaMet),
    subject: (columns.subject ?? []).map(place),
  };
  const parse = dateParser(mapping.dateFormat, mapping.zone)!;
  const unknown = new Set(['', ...mapping.unknown]);
  const met = new Set(mapping.slaMetValues);

  return (line, fields) => {
    const known = (column: number) => {
      const value = fields[column]?.trim() ?? '';
      return unknown.has(value) ? null : value;
    };
    if (fields.length !== header.length) return { reason: `${fields.length} fields instead of ${header.length}` };
    if (fields.some((field) => field.includes('\0'))) return { reason: 'holds a null byte' };
    const caseName = known(at.case);
    if (caseName === null) return { reason: `no ${columns.case}` };
    const when = known(at.at);
    if (when === null) return { reason: `no ${columns.at}` };
    const instant = parse(when);
    if (instant === undefined)
      return { reason: `${columns.at}: “${when}” is no time of the form ${mapping.dateFormat}` };
    const state = known(at.state);
    if (state === null) return { reason: `no ${columns.state}` };
    const meaning = mapping.states[state];
    if (meaning === undefined) return { reason: `${columns.state}: the mapping does not say what “${state}” means` };
    const priority = known(at.priority);
    if (priority !== null && mapping.priorities[priority] === undefined)
      return { reason: `${columns.priority}: the mapping does not say what “${priority}” means` };
    const openedAt = known(at.openedAt);
    const slaMet = known(at.slaMet);
    return {
      row: {
        line,
        caseName,
        at: instant,
        state,
        meaning,
        team: known(at.team),
        person: known(at.person),
        actor: known(at.actor),
        openedBy: known(at.openedBy),
        openedAt: openedAt === null ? null : (parse(openedAt) ?? null),
        requester: known(at.requester),
        priority: priority === null ? null : mapping.priorities[priority]!,
        slaMet: slaMet === null ? null : met.has(slaMet),
        subject: at.subject
          .map(known)
          .filter((part) => part !== null)
          .join(' · '),
      },
    };
  };
}

function columnFinder(header: readonly string[], { columns }: Mapping): (name: string | undefined) => number {
  const names = Object.values(columns).flat() as readonly string[];
  const missing = names.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new PlainProblem(`The log has no column ${missing.join(', ')}. Its columns are: ${header.join(', ')}.`);
  return (name) => (name === undefined ? -1 : header.indexOf(name));
}
