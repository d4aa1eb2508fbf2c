import { isZone, type PauseReason, priorities, type Priority } from '@baton/domain';

import { PlainProblem } from '../plain-problem.js';
import { dateParser } from './date-parser.js';

/** What a state of the other system means here; `as-before` says nothing about the case. */
export type StateMeaning = 'active' | Extract<PauseReason, `waiting-${string}`> | 'resolved' | 'closed' | 'as-before';

const meanings: readonly StateMeaning[] = [
  'active',
  'waiting-customer',
  'waiting-vendor',
  'waiting-other-leg',
  'resolved',
  'closed',
  'as-before',
];

/** How an event log of another system is read: which column says what, and what its words mean. */
export interface Mapping {
  /** Names the log: ids are derived from it, so the same log is recognised when it comes again. */
  readonly source: string;
  /** Stands before the ids of teams and people, so that two logs do not share them by accident. */
  readonly prefix: string;
  readonly columns: MappedColumns;
  /** Of D, DD, M, MM, YYYY, HH, mm, ss and what stands between them; or ISO. */
  readonly dateFormat: string;
  /** IANA zone of the log's times. */
  readonly zone: string;
  /** Values that say that nobody knows. An empty value always does. */
  readonly unknown: readonly string[];
  readonly states: Readonly<Record<string, StateMeaning>>;
  readonly priorities: Readonly<Record<string, Priority>>;
  /** Values of the `slaMet` column that mean yes; every other known value means no. */
  readonly slaMetValues: readonly string[];
}

/** Names of the log's columns. Case, time and state are needed; a log may lack the rest. */
export interface MappedColumns {
  readonly case: string;
  readonly at: string;
  readonly state: string;
  readonly team?: string;
  readonly person?: string;
  readonly actor?: string;
  readonly openedBy?: string;
  readonly openedAt?: string;
  readonly requester?: string;
  readonly priority?: string;
  readonly slaMet?: string;
  readonly subject?: readonly string[];
}

const needed = ['case', 'at', 'state'] as const;
const optional = ['team', 'person', 'actor', 'openedBy', 'openedAt', 'requester', 'priority', 'slaMet'] as const;

/** Makes a mapping of what a file says, or fails with everything that is wrong in it. */
export function readMapping(file: string, content: unknown): Mapping {
  const problems: string[] = [];
  const given = isObject(content) ? content : {};
  const columns = isObject(given['columns']) ? given['columns'] : {};
  const mapping = {
    prefix: given['source'],
    zone: 'UTC',
    unknown: [],
    priorities: {},
    slaMetValues: ['true'],
    ...given,
    columns,
  } as unknown as Mapping;

  const text = (name: string, value: unknown) => {
    if (typeof value !== 'string' || value === '') problems.push(`${name} must be a text`);
  };
  text('source', mapping.source);
  text('prefix', mapping.prefix);
  text('dateFormat', mapping.dateFormat);
  for (const name of needed) text(`columns.${name}`, columns[name]);
  for (const name of optional) if (columns[name] !== undefined) text(`columns.${name}`, columns[name]);
  if (columns['subject'] !== undefined && !isTexts(columns['subject']))
    problems.push('columns.subject must be a list of columns');
  if (!isTexts(mapping.unknown)) problems.push('unknown must be a list of texts');
  if (!isTexts(mapping.slaMetValues)) problems.push('slaMetValues must be a list of texts');
  if (typeof mapping.zone !== 'string' || !isZone(mapping.zone))
    problems.push(`zone: ${String(mapping.zone)} is no time zone`);
  problems.push(
    ...wrongWords('states', mapping.states, meanings),
    ...wrongWords('priorities', mapping.priorities, priorities),
  );
  if (typeof mapping.dateFormat === 'string' && dateParser(mapping.dateFormat, 'UTC') === undefined)
    problems.push(`dateFormat: ${mapping.dateFormat} lacks day, month or year`);
  const extra = Object.keys(columns).filter(
    (name) => !([...needed, ...optional, 'subject'] as string[]).includes(name),
  );
  if (extra.length > 0) problems.push(`columns: unknown ${extra.join(', ')}`);
  if (problems.length > 0)
    throw new PlainProblem(`The mapping ${file} cannot be used:\n${problems.map((one) => `  - ${one}`).join('\n')}`);
  return mapping;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');

function wrongWords(name: string, given: unknown, words: readonly string[]): readonly string[] {
  if (!isObject(given)) return [`${name} must say what each value means`];
  return Object.entries(given)
    .filter(([, word]) => !words.includes(word as string))
    .map(([value, word]) => `${name}: “${value}” means ${String(word)}, which is none of ${words.join(', ')}`);
}
