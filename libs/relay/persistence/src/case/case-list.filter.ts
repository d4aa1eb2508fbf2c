import type { CaseStatus, DepartmentId, PersonId, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { escapeLiteral } from 'pg';

import { timestamp } from '../database/milliseconds.js';
import { hasWords } from '../search/cases-with.js';
import { allOf, numberOf, wordsOf } from '../search/words.js';

/** Which cases; what is left out does not narrow the list. Several values of one kind widen it. */
export interface CaseListFilter {
  readonly ids?: readonly string[];
  readonly statuses?: readonly CaseStatus[];
  readonly priorities?: readonly Priority[];
  /** Late: its date has passed and it is not resolved. At risk: one of its clocks will hardly be met (N1). */
  readonly standings?: readonly ('late' | 'at-risk')[];
  readonly ownerIds?: readonly PersonId[];
  /** Holds a leg that is being worked. */
  readonly holderIds?: readonly PersonId[];
  /** Took the first contact, or runs a leg now. */
  readonly departmentIds?: readonly DepartmentId[];
  readonly journeyIds?: readonly string[];
  /** All of its words, the last one perhaps only begun: anywhere in the case; or its number. */
  readonly text?: string;
  readonly opened?: Period;
  /** When something last happened to it. */
  readonly moved?: Period;
  /** When it must be resolved. */
  readonly due?: Period;
  /** When the date to resolve it was missed. */
  readonly breached?: Period;
  /** Confidential cases are listed for whoever may see them (`maySeeCase` in the domain); `'everyone'` for oversight. */
  readonly visibleTo: CaseListReader | 'everyone';
}

/** Both ends belong to it; null is no end. */
export interface Period {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface CaseListReader {
  readonly personId: PersonId;
  /** Their own, and those they lead. */
  readonly departmentIds: readonly DepartmentId[];
}

const ACTIVE = `('offered', 'running', 'waiting', 'handing-over')`;

/**
 * The filter as ways into the table of cases `c`: each is a condition of its own, and no case fulfils two of them. Apart they
 * find their way by an index each, as one condition with OR they would not. By number, cases of each status are apart, too: an index
 * has each in that order. `$` takes a value and answers with its parameter.
 */
export function waysInto(
  filter: CaseListFilter,
  $: (value: unknown) => string,
  isByNumber: boolean,
): readonly string[] {
  if (isByNumber && filter.statuses && filter.statuses.length > 1)
    return [...new Set(filter.statuses)].flatMap((status) => waysInto({ ...filter, statuses: [status] }, $, true));
  const narrowed = [...aboutTheCase(filter, $), ...aboutItsTimes(filter, $), ...visible(filter, $)];
  const all = (...more: readonly string[]) => [...narrowed, ...more].join('\n       AND ') || 'true';
  if (!filter.departmentIds) return [all()];
  const isOfThem = (column: string) => amongst(column, filter.departmentIds!, $);
  return [
    all(isOfThem('c.department_id')),
    all(
      `NOT (${isOfThem('c.department_id')})`,
      `c.id IN (SELECT l.case_id FROM leg l WHERE ${isOfThem('l.department_id')} AND l.status IN ${ACTIVE})`,
    ),
  ];
}

/** One value is compared, so that an index brings what has it in the order of the list; several are looked for. */
const amongst = (column: string, values: readonly string[], $: (value: unknown) => string): string =>
  values.length === 1 ? `${column} = ${$(values[0])}` : `${column} = ANY (${$(values)}::text[])`;

/** Of the few words of Baton itself, which stand in the statement: how many cases have which, the planner knows. */
const amongWords = (column: string, words: readonly string[]): string => `${column} IN (${words.map(escapeLiteral)})`;

function* aboutTheCase(filter: CaseListFilter, $: (value: unknown) => string): Iterable<string> {
  const { ids, statuses, priorities, ownerIds, holderIds, journeyIds } = filter;
  if (ids) yield `c.id = ANY (${$(ids)}::uuid[])`;
  if (statuses) yield amongWords('c.status', statuses);
  if (priorities) yield amongWords('c.priority', priorities);
  if (ownerIds) yield amongst('c.owner_id', ownerIds, $);
  if (holderIds)
    yield `c.id IN (SELECT l.case_id FROM leg l WHERE ${amongst('l.holder_id', holderIds, $)}
         AND l.status IN ('running', 'waiting', 'handing-over'))`;
  if (journeyIds) yield amongst(`c.journey ->> 'templateId'`, journeyIds, $);
  const text = filter.text?.trim();
  // Asked case by case, in the order of the list: what few cases have has become their ids before (`withoutRareText`).
  if (text) yield meantBy(text, $, (has) => `(SELECT ${has} FROM case_search s WHERE s.case_id = c.id)`);
}

/** That a text means the case, by all of its words, which `inDocument` looks for in the row `s` of its words, or by its number. */
export function meantBy(
  text: string,
  $: (value: unknown) => string,
  inDocument: (has: string) => string,
  numbered = 'c.number',
): string {
  const [words, number] = [wordsOf(text), numberOf(text)];
  const ways = [
    ...(words.length > 0 ? [inDocument(hasWords('s.document', $(allOf(words))))] : []),
    ...(number !== null ? [`${numbered} = ${$(number)}`] : []),
  ];
  return ways.length === 0 ? 'false' : `(${ways.join(' OR ')})`;
}

function* aboutItsTimes(filter: CaseListFilter, $: (value: unknown) => string): Iterable<string> {
  const { standings, opened, moved, due, breached } = filter;
  const within = (column: string, { from, to }: Period) =>
    [from !== null && `${column} >= ${timestamp($(from))}`, to !== null && `${column} <= ${timestamp($(to))}`].filter(
      (end) => end !== false,
    );
  if (opened) yield* within('c.opened_at', opened);
  // The version of a case is the number of its last event.
  if (moved)
    yield `EXISTS (SELECT FROM case_event e WHERE ${[
      'e.case_id = c.id AND e.seq = c.version',
      ...within('e.at', moved),
    ].join(' AND ')})`;
  const clock = (...conditions: readonly string[]) =>
    `SELECT k.case_id FROM clock k WHERE ${["k.kind = 'resolution'", ...conditions].join(' AND ')}`;
  if (due) yield `c.id IN (${clock("k.state = 'running'", ...within('k.due_at', due))})`;
  if (breached) yield `c.id IN (${clock('k.breached_at IS NOT NULL', ...within('k.breached_at', breached))})`;
  if (standings) {
    const late = [
      clock("k.state = 'running' AND k.due_at <= now()"),
      clock("k.state = 'paused' AND k.breached_at IS NOT NULL"),
    ];
    const atRisk = 'SELECT m.case_id FROM near_miss m WHERE m.outcome IS NULL';
    const found = [...(standings.includes('late') ? late : []), ...(standings.includes('at-risk') ? [atRisk] : [])];
    yield `c.id IN (${found.join(' UNION ALL ')})`;
  }
}

/** What `maySeeCase` in the domain says, as conditions on the case `c`. */
export function* visible(
  { visibleTo }: Pick<CaseListFilter, 'visibleTo'>,
  $: (value: unknown) => string,
): Iterable<string> {
  if (visibleTo === 'everyone') return;
  const [person, departments] = [$(visibleTo.personId), `${$(visibleTo.departmentIds)}::text[]`];
  yield `(NOT c.confidential OR c.owner_id = ${person} OR c.ownership_offer ->> 'toPersonId' = ${person}
         OR (c.closed_at IS NULL OR c.closed_at > now() - interval '30 days')
           AND ${ofThisCase(`co_owner o WHERE o.case_id = c.id AND o.person_id = ${person} AND o.left_at IS NULL`)}
         OR c.department_id = ANY (${departments})
         OR ${ofThisCase(`leg l WHERE l.case_id = c.id AND l.department_id = ANY (${departments})`)})`;
}

/** Asked of the few confidential cases, one by one: without OFFSET, PostgreSQL would first gather all rows of the table. */
const ofThisCase = (rows: string) => `EXISTS (SELECT FROM ${rows} OFFSET 0)`;
