import type { DepartmentId, LegStatus, OfferLevel, PersonId, PromisePrecision, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

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

/** All that waits for one person, each list with what is most urgent first. */
export interface Inbox {
  readonly offers: readonly OfferToMe[];
  readonly legs: readonly MyLeg[];
  readonly coming: readonly ComingToMe[];
  readonly handedOn: readonly HandedOn[];
  readonly promises: readonly MyPromise[];
  readonly asked: readonly AskedOfMe[];
}

/** No list is longer than this; whoever has more needs help before they need a longer page. */
const LONGEST = 200;

const on = (fields: string) => `json_build_object('caseId', c.id, 'number', c.number, 'subject', c.subject,
  'priority', c.priority, 'version', c.version, 'ownerId', c.owner_id, ${fields})`;
const at = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const list = (item: string, from: string, order: string) => `(
  SELECT coalesce(json_agg(item), '[]') FROM (SELECT ${item} AS item ${from} ORDER BY ${order} LIMIT ${LONGEST}) rows)`;
/** The first of several kinds of rows that have no row in common: each finds its own by an index and is cut before anything is joined. */
const firstOf = (order: string, ...kinds: readonly string[]) =>
  `(${kinds.map((kind) => `(${kind} ORDER BY ${order} LIMIT ${LONGEST})`).join('\n   UNION ALL ')}
   ORDER BY ${order} LIMIT ${LONGEST})`;
const JOIN_CASE = (row: string) => `JOIN "case" c ON c.id = ${row}.case_id`;
/** Asked row by row, of `case_open` alone: without OFFSET, PostgreSQL would first gather all open cases. */
const isOpen = (row: string) =>
  `EXISTS (SELECT FROM "case" k WHERE k.id = ${row}.case_id AND k.status = 'open' OFFSET 0)`;
const LEGS_NOW = `(
    SELECT coalesce(json_agg(json_build_object('leg', a.name, 'status', a.status, 'responsibleId', a.responsible_id)
      ORDER BY a.position), '[]')
    FROM leg a WHERE a.case_id = c.id AND a.status IN ('offered', 'running', 'waiting', 'handing-over'))`;

// To me in person; of the others what my department, those I lead and oversight may take.
const offered = (columns: string, to: string, from = 'handoff h') =>
  `SELECT ${columns} FROM ${from} WHERE h.status = 'offered' AND ${to}`;
const OFFER = `h.case_id, h.id, h.to_leg_id, h.level, h.to_department_id, h.sender_id, h.offered_at, h.expires_at`;
const NOT_IN_PERSON = 'h.to_person_id IS DISTINCT FROM me.id';
const OFFERS = firstOf(
  'expires_at',
  offered(OFFER, 'h.to_person_id = me.id'),
  offered(OFFER, `h.to_department_id = me.department_id AND h.level = 'pool' AND ${NOT_IN_PERSON}`),
  `SELECT h.* FROM unnest(me.led) AS led CROSS JOIN LATERAL (
     ${offered(OFFER, `h.to_department_id = led AND h.level = 'lead' AND ${NOT_IN_PERSON}`)}
     ORDER BY expires_at LIMIT ${LONGEST}) h`,
  offered(OFFER, `h.level = 'oversight' AND me.oversees AND ${NOT_IN_PERSON}`),
);

const coming = (to: string) =>
  `SELECT l.case_id, l.id, l.name, l.department_id, l.named_person_id, l.reserved_by_id, l.expected_at, l.pre_alerted_at
   FROM leg l WHERE l.status = 'planned' AND ${to}`;
const COMING = firstOf(
  'expected_at, case_id',
  coming('l.named_person_id = me.id'),
  coming('l.reserved_by_id = me.id AND l.named_person_id IS DISTINCT FROM me.id'),
  coming(`l.department_id = me.department_id AND l.pre_alerted_at IS NOT NULL
     AND l.named_person_id IS NULL AND l.reserved_by_id IS NULL`),
);

const ASKED = firstOf(
  'since',
  `SELECT 'chase' AS kind, q.case_id, q.id, q.leg_id::text, NULL AS text, q.sent_at AS since, NULL::bigint AS due_at
   FROM chase q WHERE q.answer IS NULL AND q.closed_at IS NULL AND q.asked_ids ? me.id AND ${isOpen('q')}`,
  `SELECT 'question', q.case_id, q.id, q.leg_id::text, q.text, q.asked_at AS since, NULL
   FROM question q WHERE q.answered_at IS NULL AND q.asked_of_id = me.id AND ${isOpen('q')}`,
  `SELECT 'disruption', d.case_id, d.id, d.leg_id::text, d.text, d.raised_at AS since, (r ->> 'ackDueAt')::bigint
   FROM disruption d CROSS JOIN LATERAL jsonb_array_elements(d.recipients) r
   WHERE d.recipients @> '[{"acknowledgedAt": null}]'
     AND d.recipients @> jsonb_build_array(jsonb_build_object('personId', me.id, 'acknowledgedAt', NULL))
     AND r ->> 'personId' = me.id AND r ->> 'acknowledgedAt' IS NULL AND ${isOpen('d')}`,
  `SELECT 'help', o.case_id, o.case_id, o.help ->> 'legId', o.help ->> 'reason',
     to_timestamp((o.help ->> 'calledInAt')::bigint / 1000.0) AS since, NULL
   FROM co_owner o WHERE o.person_id = me.id AND o.help IS NOT NULL AND ${isOpen('o')}`,
);

const STATEMENT = `
WITH me AS (
  SELECT p.id, p.department_id, p.role,
    ARRAY(SELECT d.id FROM department d WHERE d.lead_id = p.id
      UNION SELECT p.department_id WHERE p.role = 'lead') AS led,
    EXISTS (SELECT FROM department d WHERE d.id = p.department_id AND d.kind = 'oversight') AS oversees
  FROM person p WHERE p.id = $1
)
SELECT
${list(
  on(`'handoffId', h.id, 'legId', l.id, 'leg', l.name, 'level', h.level, 'departmentId', h.to_department_id,
    'senderId', h.sender_id, 'offeredAt', ${at('h.offered_at')}, 'expiresAt', ${at('h.expires_at')},
    'calendarId', (SELECT d.calendar_id FROM department d WHERE d.id = h.to_department_id)`),
  `FROM ${OFFERS} h JOIN leg l ON l.case_id = h.case_id AND l.id = h.to_leg_id ${JOIN_CASE('h')}`,
  'h.expires_at',
)} AS offers,
${list(
  on(`'legId', l.id, 'leg', l.name, 'status', l.status, 'acceptedAt', ${at('l.accepted_at')},
    'lastProgressAt', ${at('l.last_progress_at')}, 'dueAt', ${at("CASE WHEN k.state = 'running' THEN k.due_at END")},
    'breachedAt', ${at('k.breached_at')}, 'etaAt', ${at('l.eta_at')}, 'calendarId', k.calendar_id`),
  `FROM leg l ${JOIN_CASE('l')}
   LEFT JOIN clock k ON k.case_id = l.case_id AND k.subject_id = l.id AND k.kind = 'leg-ola' AND k.state IN ('running', 'paused')
   WHERE l.holder_id = me.id AND l.status IN ('running', 'waiting', 'handing-over')`,
  'k.due_at NULLS LAST, c.number',
)} AS legs,
${list(
  on(`'legId', l.id, 'leg', l.name, 'departmentId', l.department_id,
    'to', CASE WHEN me.id IN (l.named_person_id, l.reserved_by_id) THEN 'me' ELSE 'my-department' END,
    'expectedAt', ${at('l.expected_at')}, 'preAlertedAt', ${at('l.pre_alerted_at')}, 'reservedById', l.reserved_by_id,
    'now', ${LEGS_NOW}`),
  `FROM ${COMING} l ${JOIN_CASE('l')} AND c.status = 'open'`,
  'l.expected_at, l.case_id',
)} AS coming,
${list(
  on(`'legId', l.id, 'leg', l.name, 'endedAt', ${at('l.ended_at')}, 'now', ${LEGS_NOW}`),
  `FROM co_owner o
   CROSS JOIN LATERAL (SELECT l.case_id, l.id, l.name, l.ended_at FROM leg l
     WHERE l.case_id = o.case_id AND l.holder_id = me.id AND l.status IN ('done', 'returned')
     ORDER BY l.ended_at DESC NULLS LAST LIMIT 1) l
   ${JOIN_CASE('l')}
   WHERE o.person_id = me.id AND ${isOpen('o')}
     AND NOT EXISTS (SELECT FROM leg mine WHERE mine.case_id = o.case_id AND mine.holder_id = me.id
       AND mine.status IN ('running', 'waiting', 'handing-over') OFFSET 0)`,
  'l.ended_at DESC NULLS LAST',
)} AS "handedOn",
${list(
  on(`'promiseId', p.id, 'text', p.text, 'madeTo', p.made_to, 'dueAt', ${at('p.due_at')}, 'zone', p.zone,
    'precision', p.precision, 'brokenAt', ${at('p.broken_at')}, 'now', ${LEGS_NOW}`),
  `FROM (SELECT * FROM promise WHERE holder_id = me.id AND ended_at IS NULL ORDER BY due_at LIMIT ${LONGEST}) p
   ${JOIN_CASE('p')}`,
  'p.due_at',
)} AS promises,
${list(
  on(`'kind', a.kind, 'id', a.id, 'legId', a.leg_id, 'text', a.text, 'since', ${at('a.since')},
    'dueAt', coalesce(a.due_at, ${at('k.due_at')}), 'calendarId', k.calendar_id, 'now', ${LEGS_NOW}`),
  `FROM ${ASKED} a ${JOIN_CASE('a')}
   LEFT JOIN clock k ON a.kind = 'question' AND k.case_id = a.case_id AND k.subject_id = a.id AND k.state = 'running'`,
  'a.since',
)} AS asked
FROM me`;

/** What a person sees first: what is offered to them, theirs, coming, handed on and not finished, promised, and asked. */
export async function inboxOf(dataSource: DataSource, personId: PersonId): Promise<Inbox> {
  const { rows } = await poolOf(dataSource).query<Inbox>({ name: 'inbox', text: STATEMENT, values: [personId] });
  return rows[0] ?? { offers: [], legs: [], coming: [], handedOn: [], promises: [], asked: [] };
}
