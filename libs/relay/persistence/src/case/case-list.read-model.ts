import type { CaseStatus, DepartmentId, LegStatus, PersonId, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { nameFor } from '../database/named-statements.js';
import { readerOf } from '../database/reading.js';
import { fewCasesMeantBy } from '../search/cases-with.js';
import { type CaseListFilter, meantBy, waysInto } from './case-list.filter.js';

export interface CaseListItem {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly requesterName: string;
  readonly priority: Priority;
  readonly confidential: boolean;
  readonly status: CaseStatus;
  readonly ownerId: PersonId;
  readonly departmentId: DepartmentId;
  readonly openedAt: Instant;
  readonly version: number;
  /** When it is due to be resolved; null while that clock is paused or has ended. */
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
  /** In which the time to that date is counted. */
  readonly calendarId: string | null;
  readonly activeLegs: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: LegStatus;
    readonly departmentId: DepartmentId;
    readonly responsibleId: PersonId;
  }[];
}

/** By number; by when they are due, those without a date last; the most urgent first. */
export type CaseListOrder = 'newest' | 'oldest' | 'due' | 'priority';

/** The last case of a page. */
export type CaseListCursor = Pick<CaseListItem, 'number' | 'priority' | 'dueAt'>;

export interface CaseListPage {
  readonly cases: readonly CaseListItem[];
  /** Hand it in for the next page; null on the last one. */
  readonly next: CaseListCursor | null;
}

/** Cases in the wanted order, page by page. */
export async function listCases(
  dataSource: DataSource,
  filter: CaseListFilter,
  limit: number,
  after: CaseListCursor | null = null,
  order: CaseListOrder = 'newest',
): Promise<CaseListPage> {
  const rows: CaseListItem[] = [];
  const narrowed = await withoutRareText(dataSource, filter);
  const { stretches, within } = walkThrough(narrowed, order, after);
  for (const stretch of stretches) {
    if (rows.length <= limit) rows.push(...(await read(dataSource, within, stretch, sizeFor(limit) + 1)));
  }
  const cases = rows.slice(0, limit);
  const { number, priority, dueAt } = cases.at(-1) ?? {};
  return { cases, next: rows.length > limit ? ({ number, priority, dueAt } as CaseListCursor) : null };
}

/** Few cases are named one by one; a text that many have is looked for while the list is read in its order. */
async function withoutRareText(dataSource: DataSource, { text, ...filter }: CaseListFilter): Promise<CaseListFilter> {
  if (!text?.trim()) return filter;
  const few = await fewCasesMeantBy(dataSource, text, isNarrowed(filter));
  if (few === null) return { ...filter, text };
  return { ...filter, ids: filter.ids ? few.filter((id) => filter.ids!.includes(id)) : few };
}

/** By more than who may see a case. */
const isNarrowed = ({ visibleTo: _, ...filter }: CaseListFilter): boolean =>
  Object.values(filter).some((one) => one !== undefined);

/** Of few sizes, so that few statements are asked. */
const sizeFor = (limit: number): number => [25, 50, 100].find((size) => size >= limit) ?? Math.max(limit, 200);

/**
 * What is asked all day keeps its plan: cases by status, priority and owner, and those that just moved; by number, or what is first by
 * another order. Everything else is planned by what is asked for: how many cases a department has, or come after a date, is not the
 * same from one to the next.
 */
const isEveryday = (
  { ids: _, statuses: _s, priorities: _p, ownerIds: _o, ...filter }: CaseListFilter,
  { order, after }: Stretch,
): boolean => !isNarrowed(filter) && (!after || BY_NUMBER.includes(order));

const BY_NUMBER = ['c.number', 'c.number DESC'];

/** Cases that one index keeps in order. */
interface Stretch {
  readonly from: string;
  readonly where?: ($: (value: unknown) => string) => string;
  /** In which the index has them. */
  readonly order: string;
  /** In which they are listed, by what is read of them. */
  readonly listed: string;
  /** What comes after the cursor. */
  readonly after?: (($: (value: unknown) => string) => string) | null | false;
}

interface Walk {
  readonly stretches: readonly Stretch[];
  readonly within: CaseListFilter;
}

/** Alone and by number, a text that many have is looked for in their words: cases are read only where it is found. */
function walkThrough(filter: CaseListFilter, order: CaseListOrder, after: CaseListCursor | null): Walk {
  const { text, ...others } = filter;
  if (text === undefined || isNarrowed(others) || (order !== 'newest' && order !== 'oldest'))
    return { stretches: stretchesFrom(order, after), within: filter };
  const words: Stretch = {
    from: 'case_search s JOIN "case" c ON c.id = s.case_id',
    where: ($) => meantBy(text, $, (has) => has, 's.number'),
    order: order === 'newest' ? 's.number DESC' : 's.number',
    listed: order === 'newest' ? 'number DESC' : 'number',
    after: after && (($) => `s.number ${order === 'newest' ? '<' : '>'} ${$(after.number)}`),
  };
  return { stretches: [words], within: others };
}

/** Where the rest of the list lies. By date it is two stretches: those with a date, then the others. */
function stretchesFrom(order: CaseListOrder, after: CaseListCursor | null): readonly Stretch[] {
  const [from, running] = ['"case" c', `d.kind = 'resolution' AND d.state = 'running'`];
  switch (order) {
    case 'newest':
      return [
        {
          from,
          order: 'c.number DESC',
          listed: 'number DESC',
          after: after && (($) => `c.number < ${$(after.number)}`),
        },
      ];
    case 'oldest':
      return [{ from, order: 'c.number', listed: 'number', after: after && (($) => `c.number > ${$(after.number)}`) }];
    case 'priority': {
      const less = ($: (value: unknown) => string) => {
        const priority = $(after!.priority);
        return `c.priority >= ${priority} AND (c.priority > ${priority} OR c.number < ${$(after!.number)})`;
      };
      return [{ from, order: 'c.priority, c.number DESC', listed: 'priority, number DESC', after: after && less }];
    }
    case 'due': {
      const later = ($: (value: unknown) => string) =>
        `(d.due_at, c.number) > (${timestamp($(after!.dueAt))}, ${$(after!.number)}::integer)`;
      const dated: Stretch = {
        from: `${from} JOIN clock d ON d.case_id = c.id`,
        where: () => running,
        order: 'd.due_at, c.number',
        listed: '"dueAt", number',
        after: after && later,
      };
      const undated: Stretch = {
        from,
        where: () => `NOT EXISTS (SELECT FROM clock d WHERE d.case_id = c.id AND ${running})`,
        order: 'c.number DESC',
        listed: 'number DESC',
        after: after?.dueAt === null && (($) => `c.number < ${$(after.number)}`),
      };
      return after?.dueAt === null ? [undated] : [dated, undated];
    }
  }
}

async function read(
  dataSource: DataSource,
  filter: CaseListFilter,
  one: Stretch,
  most: number,
): Promise<readonly CaseListItem[]> {
  const { from, where = () => 'true', order, listed, after } = one;
  const values: unknown[] = [];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const stretch = `${where($)} AND ${after ? after($) : 'true'}`;
  const found = waysInto(filter, $, BY_NUMBER.includes(order)).map(
    (way) => `(SELECT c.* FROM ${from} WHERE ${stretch} AND ${way} ORDER BY ${order} LIMIT ${most})`,
  );
  const text = `SELECT c.id, c.number, c.subject, c.requester ->> 'name' AS "requesterName", c.priority, c.confidential, c.status,
       c.owner_id AS "ownerId", c.department_id AS "departmentId", ${milliseconds('c.opened_at')} AS "openedAt", c.version,
       CASE WHEN k.state = 'running' THEN ${milliseconds('k.due_at')} END AS "dueAt",
       ${milliseconds('k.breached_at')} AS "breachedAt", k.calendar_id AS "calendarId",
       (SELECT coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'status', l.status,
            'departmentId', l.department_id, 'responsibleId', l.responsible_id) ORDER BY l.position), '[]')
        FROM leg l WHERE l.case_id = c.id AND l.status IN ('offered', 'running', 'waiting', 'handing-over')) AS "activeLegs"
     FROM (${found.join('\n     UNION ALL ')}) c
     LEFT JOIN LATERAL (
       SELECT * FROM clock WHERE case_id = c.id AND subject_id = c.id AND kind = 'resolution' ORDER BY position DESC LIMIT 1
     ) k ON true
     ORDER BY ${listed} LIMIT ${most}`;
  const { rows } = await readerOf(dataSource).query<CaseListItem>({
    text,
    values,
    ...(isEveryday(filter, one) && { name: nameFor(text) }),
  });
  return rows;
}
