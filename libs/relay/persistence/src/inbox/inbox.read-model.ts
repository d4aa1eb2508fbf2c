import type { DepartmentId, LegStatus, OfferLevel, PersonId, PromisePrecision, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { poolOf } from '../database/transaction.js';

/** Every row says which case it belongs to. */
interface OnCase {
  readonly caseId: string;
  readonly number: number;
  readonly subject: string;
  readonly priority: Priority;
  readonly version: number;
  readonly ownerId: PersonId;
}

export interface OfferToMe extends OnCase {
  readonly handoffId: string;
  readonly legId: string;
  readonly leg: string;
  readonly level: OfferLevel;
  readonly departmentId: DepartmentId;
  readonly senderId: PersonId;
  readonly offeredAt: Instant;
  readonly expiresAt: Instant;
  readonly calendarId: string | null;
}

export interface MyLeg extends OnCase {
  readonly legId: string;
  readonly leg: string;
  readonly status: LegStatus;
  readonly acceptedAt: Instant | null;
  readonly lastProgressAt: Instant | null;
  /** Of the leg's own clock; null while it is paused. */
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
  /** In which its time is counted; null for real time. */
  readonly calendarId: string | null;
  readonly etaAt: Instant | null;
}

export interface ComingToMe extends OnCase {
  readonly legId: string;
  readonly leg: string;
  readonly departmentId: DepartmentId;
  /** To me by name, reserved by me, or to my department. */
  readonly to: 'me' | 'my-department';
  readonly expectedAt: Instant | null;
  readonly preAlertedAt: Instant | null;
  readonly reservedById: PersonId | null;
  readonly now: readonly LegNow[];
}

/** Who answers for an active leg of the case now. */
export interface LegNow {
  readonly leg: string;
  readonly status: LegStatus;
  readonly responsibleId: PersonId;
}

export interface HandedOn extends OnCase {
  readonly legId: string;
  readonly leg: string;
  readonly endedAt: Instant | null;
  readonly now: readonly LegNow[];
}

export interface MyPromise extends OnCase {
  readonly promiseId: string;
  readonly text: string;
  readonly madeTo: string;
  readonly dueAt: Instant;
  readonly zone: string;
  readonly precision: PromisePrecision;
  /** Broken, and still to be done (P4). */
  readonly brokenAt: Instant | null;
  readonly now: readonly LegNow[];
}

export interface AskedOfMe extends OnCase {
  readonly kind: 'chase' | 'question' | 'disruption' | 'help';
  readonly id: string;
  readonly legId: string | null;
  readonly text: string | null;
  readonly since: Instant;
  readonly dueAt: Instant | null;
  readonly calendarId: string | null;
  readonly now: readonly LegNow[];
}

/** All that waits for one person, each list with what is most urgent first; what was handed on last is first of that. */
export interface InboxLists {
  readonly offers: readonly OfferToMe[];
  readonly legs: readonly MyLeg[];
  readonly coming: readonly ComingToMe[];
  readonly handedOn: readonly HandedOn[];
  readonly promises: readonly MyPromise[];
  readonly asked: readonly AskedOfMe[];
}

export type InboxList = keyof InboxLists;

export interface Inbox extends InboxLists {
  /** Where each list goes on; null where there is no more of it. */
  readonly next: Readonly<Record<InboxList, InboxPlace | null>>;
}

/** A place in a list: when its row is due or was handed on, and what it is about. */
export interface InboxPlace {
  readonly at: Instant | null;
  readonly caseId: string;
  readonly id: string;
}

/** How much of a list is read at once: its rows and the first of the rest, from its beginning or from a place on. */
interface Reach {
  readonly rows: number;
  /** Of all that somebody ever finished, so many are asked whether their case is still open. */
  readonly lookBack: number;
  readonly isAfter: boolean;
}

/** More than anybody reads at once; the rest is read list by list. */
const FIRST_PAGE = { rows: 25, lookBack: 1_000, isAfter: false };
const NEXT_PAGE = { rows: 100, lookBack: 5_000 };

const PLACE = (atNone: string) => `(coalesce(${timestamp('$2')}, '${atNone}'), $3::uuid, $4::uuid)`;
const isAfter = (reach: Reach, at: string, row: string) =>
  reach.isAfter ? `(${at}, ${row}.case_id, ${row}.id) > ${PLACE('infinity')}` : 'true';
/** The first of several kinds of rows that have no row in common: each finds its own by an index and is cut before anything is joined. */
const firstOf = ({ rows }: Reach, ...kinds: readonly string[]) => {
  const first = (of: string) => `(${of} ORDER BY at, case_id, id LIMIT ${rows + 1})`;
  return kinds.length === 1 ? first(kinds[0]!) : first(kinds.map(first).join('\n   UNION ALL '));
};
/** Asked row by row, of `case_open` alone: without OFFSET, PostgreSQL would first gather all open cases. */
const isOpen = (row: string) =>
  `EXISTS (SELECT FROM "case" k WHERE k.id = ${row}.case_id AND k.status = 'open' OFFSET 0)`;

const on = (fields: string) => `json_build_object('caseId', c.id, 'number', c.number, 'subject', c.subject,
  'priority', c.priority, 'version', c.version, 'ownerId', c.owner_id, ${fields})`;
const list = (item: string, rows: string, joins = '', direction: '' | 'DESC' = '') => `(
  SELECT coalesce(json_agg(${item} ORDER BY r.at ${direction}, r.case_id ${direction}, r.id ${direction}), '[]')
  FROM ${rows} r JOIN "case" c ON c.id = r.case_id ${joins})`;
const LEGS_NOW = `(
    SELECT coalesce(json_agg(json_build_object('leg', a.name, 'status', a.status, 'responsibleId', a.responsible_id)
      ORDER BY a.position), '[]')
    FROM leg a WHERE a.case_id = c.id AND a.status IN ('offered', 'running', 'waiting', 'handing-over'))`;

/** To me in person; of the others what my department, those I lead and oversight may take. */
const offers = (reach: Reach) => {
  const offered = (to: string) =>
    `SELECT h.expires_at AS at, h.case_id, h.id, h.to_leg_id, h.level, h.to_department_id, h.sender_id, h.offered_at
     FROM handoff h WHERE h.status = 'offered' AND ${to} AND ${isAfter(reach, 'h.expires_at', 'h')}`;
  const notInPerson = 'h.to_person_id IS DISTINCT FROM me.id';
  const rows = firstOf(
    reach,
    offered('h.to_person_id = me.id'),
    offered(`h.to_department_id = me.department_id AND h.level = 'pool' AND ${notInPerson}`),
    `SELECT h.* FROM unnest(me.led) AS led CROSS JOIN LATERAL
     ${firstOf(reach, offered(`h.to_department_id = led AND h.level = 'lead' AND ${notInPerson}`))} h`,
    offered(`h.level = 'oversight' AND me.oversees AND ${notInPerson}`),
  );
  return list(
    on(`'handoffId', r.id, 'legId', l.id, 'leg', l.name, 'level', r.level, 'departmentId', r.to_department_id,
      'senderId', r.sender_id, 'offeredAt', ${milliseconds('r.offered_at')}, 'expiresAt', ${milliseconds('r.at')},
      'calendarId', (SELECT d.calendar_id FROM department d WHERE d.id = r.to_department_id)`),
    rows,
    'JOIN leg l ON l.case_id = r.case_id AND l.id = r.to_leg_id',
  );
};

const legs = (reach: Reach) => {
  const dueAt = `coalesce(CASE WHEN k.state = 'running' THEN k.due_at END, 'infinity')`;
  const rows = firstOf(
    reach,
    `SELECT ${dueAt} AS at, l.case_id, l.id, l.name, l.status, l.accepted_at, l.last_progress_at, l.eta_at,
       k.breached_at, k.calendar_id
     FROM leg l LEFT JOIN clock k ON k.case_id = l.case_id AND k.subject_id = l.id AND k.kind = 'leg-ola'
       AND k.state IN ('running', 'paused')
     WHERE l.holder_id = me.id AND l.status IN ('running', 'waiting', 'handing-over') AND ${isAfter(reach, dueAt, 'l')}`,
  );
  return list(
    on(`'legId', r.id, 'leg', r.name, 'status', r.status, 'acceptedAt', ${milliseconds('r.accepted_at')},
      'lastProgressAt', ${milliseconds('r.last_progress_at')},
      'dueAt', ${milliseconds(`nullif(r.at, 'infinity')`)}, 'breachedAt', ${milliseconds('r.breached_at')},
      'etaAt', ${milliseconds('r.eta_at')}, 'calendarId', r.calendar_id`),
    rows,
  );
};

/** To me by name, by my own word, or because my department will be asked; what nobody can date yet comes last. */
const coming = (reach: Reach) => {
  const expectedAt = `coalesce(l.expected_at, 'infinity')`;
  const planned = (to: string) =>
    `SELECT ${expectedAt} AS at, l.case_id, l.id, l.name, l.department_id, l.named_person_id, l.reserved_by_id, l.pre_alerted_at
     FROM leg l WHERE l.status = 'planned' AND ${to} AND ${isOpen('l')} AND ${isAfter(reach, expectedAt, 'l')}`;
  const rows = firstOf(
    reach,
    planned('l.named_person_id = me.id'),
    planned('l.reserved_by_id = me.id AND l.named_person_id IS DISTINCT FROM me.id'),
    planned(`l.department_id = me.department_id AND l.pre_alerted_at IS NOT NULL
       AND l.named_person_id IS NULL AND l.reserved_by_id IS NULL`),
  );
  return list(
    on(`'legId', r.id, 'leg', r.name, 'departmentId', r.department_id,
      'to', CASE WHEN me.id IN (r.named_person_id, r.reserved_by_id) THEN 'me' ELSE 'my-department' END,
      'expectedAt', ${milliseconds(`nullif(r.at, 'infinity')`)}, 'preAlertedAt', ${milliseconds('r.pre_alerted_at')},
      'reservedById', r.reserved_by_id, 'now', ${LEGS_NOW}`),
    rows,
  );
};

/** What I finished, the latest first, as far as a page looks back. */
const finished = (reach: Reach) => `
  SELECT l.ended_at AS at, l.case_id, l.id FROM leg l
  WHERE l.holder_id = me.id AND l.status IN ('done', 'returned')
    AND ${reach.isAfter ? `(l.ended_at, l.case_id, l.id) < ${PLACE('-infinity')}` : 'true'}
  ORDER BY l.ended_at DESC, l.case_id DESC, l.id DESC`;
/** Of each open case that I have no leg of any more, the last one that I had. */
const handedOn = (reach: Reach) =>
  list(
    on(`'legId', r.id, 'leg', l.name, 'endedAt', ${milliseconds('r.at')}, 'now', ${LEGS_NOW}`),
    `(SELECT r.* FROM (${finished(reach)} LIMIT ${reach.lookBack}) r
      WHERE ${isOpen('r')} AND NOT EXISTS (SELECT FROM leg mine WHERE mine.case_id = r.case_id AND mine.holder_id = me.id
        AND (mine.status IN ('running', 'waiting', 'handing-over')
          OR mine.status IN ('done', 'returned') AND (mine.ended_at, mine.id) > (r.at, r.id)) OFFSET 0)
      ORDER BY r.at DESC, r.case_id DESC, r.id DESC LIMIT ${reach.rows + 1})`,
    'JOIN leg l ON l.case_id = r.case_id AND l.id = r.id',
    'DESC',
  );
const lookedBackTo = (reach: Reach) => `(
  SELECT json_build_object('at', ${milliseconds('l.at')}, 'caseId', l.case_id, 'id', l.id)
  FROM (${finished(reach)} OFFSET ${reach.lookBack - 1} LIMIT 1) l)`;

const promises = (reach: Reach) =>
  list(
    on(`'promiseId', r.id, 'text', r.text, 'madeTo', r.made_to, 'dueAt', ${milliseconds('r.at')}, 'zone', r.zone,
      'precision', r.precision, 'brokenAt', ${milliseconds('r.broken_at')}, 'now', ${LEGS_NOW}`),
    firstOf(
      reach,
      `SELECT p.due_at AS at, p.case_id, p.id, p.text, p.made_to, p.zone, p.precision, p.broken_at
       FROM promise p WHERE p.holder_id = me.id AND p.ended_at IS NULL AND ${isAfter(reach, 'p.due_at', 'p')}`,
    ),
  );

const asked = (reach: Reach) => {
  const calledAt = `to_timestamp((o.help ->> 'calledInAt')::bigint / 1000.0)`;
  const rows = firstOf(
    reach,
    `SELECT 'chase' AS kind, q.sent_at AS at, q.case_id, q.id, q.leg_id::text, NULL AS text, NULL::bigint AS due_at
     FROM chase q WHERE q.answer IS NULL AND q.closed_at IS NULL AND q.asked_ids ? me.id AND ${isOpen('q')}
       AND ${isAfter(reach, 'q.sent_at', 'q')}`,
    `SELECT 'question', q.asked_at AS at, q.case_id, q.id, q.leg_id::text, q.text, NULL
     FROM question q WHERE q.answered_at IS NULL AND q.asked_of_id = me.id AND ${isOpen('q')}
       AND ${isAfter(reach, 'q.asked_at', 'q')}`,
    `SELECT 'disruption', d.raised_at AS at, d.case_id, d.id, d.leg_id::text, d.text, (r ->> 'ackDueAt')::bigint
     FROM disruption d CROSS JOIN LATERAL jsonb_array_elements(d.recipients) r
     WHERE d.recipients @> '[{"acknowledgedAt": null}]'
       AND d.recipients @> jsonb_build_array(jsonb_build_object('personId', me.id, 'acknowledgedAt', NULL))
       AND r ->> 'personId' = me.id AND r ->> 'acknowledgedAt' IS NULL AND ${isOpen('d')}
       AND ${isAfter(reach, 'd.raised_at', 'd')}`,
    `SELECT 'help', o.* FROM (SELECT ${calledAt} AS at, o.case_id, o.case_id AS id, o.help ->> 'legId', o.help ->> 'reason', NULL::bigint
       FROM co_owner o WHERE o.person_id = me.id AND o.help IS NOT NULL AND ${isOpen('o')}) o
     WHERE ${isAfter(reach, 'o.at', 'o')}`,
  );
  return list(
    on(`'kind', r.kind, 'id', r.id, 'legId', r.leg_id, 'text', r.text, 'since', ${milliseconds('r.at')},
      'dueAt', coalesce(r.due_at, ${milliseconds('k.due_at')}), 'calendarId', k.calendar_id, 'now', ${LEGS_NOW}`),
    rows,
    `LEFT JOIN clock k ON r.kind = 'question' AND k.case_id = r.case_id AND k.subject_id = r.id AND k.state = 'running'`,
  );
};

const LISTS: Readonly<Record<InboxList, (reach: Reach) => string>> = {
  offers,
  legs,
  coming,
  handedOn,
  promises,
  asked,
};
const NAMES = Object.keys(LISTS) as InboxList[];

const statement = (names: readonly InboxList[], reach: Reach) => `
WITH me AS (
  SELECT p.id, p.department_id, p.role,
    ARRAY(SELECT d.id FROM department d WHERE d.lead_id = p.id
      UNION SELECT p.department_id WHERE p.role = 'lead') AS led,
    EXISTS (SELECT FROM department d WHERE d.id = p.department_id AND d.kind = 'oversight') AS oversees
  FROM person p WHERE p.id = $1
)
SELECT ${names.map((name) => `${LISTS[name](reach)} AS "${name}"`).join(',\n')}
  ${names.includes('handedOn') ? `, ${lookedBackTo(reach)} AS "lookedBackTo"` : ''}
FROM me`;

/** What was read: a row more of each list than is shown, where there is one. */
type Found = Partial<InboxLists> & { readonly lookedBackTo?: InboxPlace | null };

const FIRST = statement(NAMES, FIRST_PAGE);

/** What a person sees first: what is offered to them, theirs, coming, handed on and not finished, promised, and asked. */
export async function inboxOf(dataSource: DataSource, personId: PersonId): Promise<Inbox> {
  const { rows } = await poolOf(dataSource).query<Found>({ name: 'inbox', text: FIRST, values: [personId] });
  return pageOf(rows[0] ?? {}, FIRST_PAGE.rows);
}

/** One list alone, from its beginning or from a place on; the others are empty. */
export async function inboxListOf(
  dataSource: DataSource,
  personId: PersonId,
  name: InboxList,
  after: InboxPlace | null,
): Promise<Inbox> {
  const { rows } = await poolOf(dataSource).query<Found>({
    name: `inbox-${name}${after ? '-after' : ''}`,
    text: statement([name], { ...NEXT_PAGE, isAfter: after !== null }),
    values: [personId, ...(after ? [after.at, after.caseId, after.id] : [])],
  });
  return pageOf(rows[0] ?? {}, NEXT_PAGE.rows);
}

function pageOf({ lookedBackTo = null, ...found }: Found, most: number): Inbox {
  const shown = <Row>(rows: readonly Row[] = []) => rows.slice(0, most);
  const next = <Row>(rows: readonly Row[] = [], placeOf: (row: Row) => InboxPlace) =>
    rows.length > most ? placeOf(rows[most - 1]!) : null;
  return {
    offers: shown(found.offers),
    legs: shown(found.legs),
    coming: shown(found.coming),
    handedOn: shown(found.handedOn),
    promises: shown(found.promises),
    asked: shown(found.asked),
    next: {
      offers: next(found.offers, (row) => ({ at: row.expiresAt, caseId: row.caseId, id: row.handoffId })),
      legs: next(found.legs, (row) => ({ at: row.dueAt, caseId: row.caseId, id: row.legId })),
      coming: next(found.coming, (row) => ({ at: row.expectedAt, caseId: row.caseId, id: row.legId })),
      handedOn: next(found.handedOn, (row) => ({ at: row.endedAt, caseId: row.caseId, id: row.legId })) ?? lookedBackTo,
      promises: next(found.promises, (row) => ({ at: row.dueAt, caseId: row.caseId, id: row.promiseId })),
      asked: next(found.asked, (row) => ({ at: row.since, caseId: row.caseId, id: row.id })),
    },
  };
}
