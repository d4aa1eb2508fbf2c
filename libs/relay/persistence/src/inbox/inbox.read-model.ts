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
const LEGS_NOW = `(
    SELECT coalesce(json_agg(json_build_object('leg', a.name, 'status', a.status, 'responsibleId', a.responsible_id)
      ORDER BY a.position), '[]')
    FROM leg a WHERE a.case_id = c.id AND a.status IN ('offered', 'running', 'waiting', 'handing-over'))`;

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
  `FROM handoff h JOIN leg l ON l.case_id = h.case_id AND l.id = h.to_leg_id JOIN "case" c ON c.id = h.case_id
   WHERE h.status = 'offered' AND (
     h.to_person_id = me.id
     OR h.level = 'pool' AND h.to_department_id = me.department_id
     OR h.level = 'lead' AND h.to_department_id = ANY (me.led)
     OR h.level = 'oversight' AND me.oversees)`,
  'h.expires_at',
)} AS offers,
${list(
  on(`'legId', l.id, 'leg', l.name, 'status', l.status, 'acceptedAt', ${at('l.accepted_at')},
    'lastProgressAt', ${at('l.last_progress_at')}, 'dueAt', ${at("CASE WHEN k.state = 'running' THEN k.due_at END")},
    'breachedAt', ${at('k.breached_at')}, 'etaAt', ${at('l.eta_at')}, 'calendarId', k.calendar_id`),
  `FROM leg l JOIN "case" c ON c.id = l.case_id
   LEFT JOIN clock k ON k.case_id = l.case_id AND k.subject_id = l.id AND k.kind = 'leg-ola' AND k.state IN ('running', 'paused')
   WHERE l.holder_id = me.id AND l.status IN ('running', 'waiting', 'handing-over')`,
  'k.due_at NULLS LAST, c.number',
)} AS legs,
${list(
  on(`'legId', l.id, 'leg', l.name, 'departmentId', l.department_id,
    'to', CASE WHEN me.id IN (l.named_person_id, l.reserved_by_id) THEN 'me' ELSE 'my-department' END,
    'expectedAt', ${at('l.expected_at')}, 'preAlertedAt', ${at('l.pre_alerted_at')}, 'reservedById', l.reserved_by_id,
    'now', ${LEGS_NOW}`),
  `FROM leg l JOIN "case" c ON c.id = l.case_id AND c.status = 'open'
   WHERE l.status = 'planned' AND (
     l.named_person_id = me.id OR l.reserved_by_id = me.id
     OR l.department_id = me.department_id AND l.pre_alerted_at IS NOT NULL
       AND coalesce(l.named_person_id, l.reserved_by_id) IS NULL)`,
  'l.expected_at NULLS LAST, c.number',
)} AS coming,
${list(
  on(`'legId', l.id, 'leg', l.name, 'endedAt', ${at('l.ended_at')}, 'now', ${LEGS_NOW}`),
  `FROM (
     SELECT DISTINCT ON (l.case_id) l.* FROM co_owner o JOIN leg l ON l.case_id = o.case_id AND l.holder_id = o.person_id
     WHERE o.person_id = me.id AND l.status IN ('done', 'returned') ORDER BY l.case_id, l.ended_at DESC NULLS LAST
   ) l JOIN "case" c ON c.id = l.case_id AND c.status = 'open'
   WHERE NOT EXISTS (SELECT FROM leg mine WHERE mine.case_id = c.id AND mine.holder_id = me.id
     AND mine.status IN ('running', 'waiting', 'handing-over'))`,
  'l.ended_at DESC NULLS LAST',
)} AS "handedOn",
${list(
  on(`'promiseId', p.id, 'text', p.text, 'madeTo', p.made_to, 'dueAt', ${at('p.due_at')}, 'zone', p.zone,
    'precision', p.precision, 'brokenAt', ${at('p.broken_at')}, 'now', ${LEGS_NOW}`),
  `FROM promise p JOIN "case" c ON c.id = p.case_id WHERE p.holder_id = me.id AND p.ended_at IS NULL`,
  'p.due_at',
)} AS promises,
${list(
  'item',
  `FROM (
     SELECT ${on(`'kind', 'chase', 'id', q.id, 'legId', q.leg_id, 'text', NULL, 'since', ${at('q.sent_at')}, 'dueAt', NULL,
       'calendarId', NULL, 'now', ${LEGS_NOW}`)} AS item,
       q.sent_at AS since
     FROM chase q JOIN "case" c ON c.id = q.case_id AND c.status = 'open'
     WHERE q.answer IS NULL AND q.closed_at IS NULL AND q.asked_ids ? me.id
     UNION ALL
     SELECT ${on(`'kind', 'question', 'id', q.id, 'legId', q.leg_id, 'text', q.text, 'since', ${at('q.asked_at')},
       'dueAt', ${at('k.due_at')}, 'calendarId', k.calendar_id, 'now', ${LEGS_NOW}`)}, q.asked_at
     FROM question q JOIN "case" c ON c.id = q.case_id AND c.status = 'open'
     LEFT JOIN clock k ON k.case_id = q.case_id AND k.subject_id = q.id AND k.state = 'running'
     WHERE q.answered_at IS NULL AND q.asked_of_id = me.id
     UNION ALL
     SELECT ${on(`'kind', 'disruption', 'id', d.id, 'legId', d.leg_id, 'text', d.text, 'since', ${at('d.raised_at')},
       'dueAt', (r ->> 'ackDueAt')::bigint, 'calendarId', NULL, 'now', ${LEGS_NOW}`)}, d.raised_at
     FROM disruption d JOIN "case" c ON c.id = d.case_id AND c.status = 'open'
     CROSS JOIN LATERAL jsonb_array_elements(d.recipients) r
     WHERE d.recipients @> jsonb_build_array(jsonb_build_object('personId', me.id, 'acknowledgedAt', NULL))
       AND r ->> 'personId' = me.id AND r ->> 'acknowledgedAt' IS NULL
     UNION ALL
     SELECT ${on(`'kind', 'help', 'id', c.id, 'legId', o.help ->> 'legId', 'text', o.help ->> 'reason',
       'since', (o.help ->> 'calledInAt')::bigint, 'dueAt', NULL, 'calendarId', NULL, 'now', ${LEGS_NOW}`)},
       to_timestamp((o.help ->> 'calledInAt')::bigint / 1000.0)
     FROM co_owner o JOIN "case" c ON c.id = o.case_id AND c.status = 'open'
     WHERE o.person_id = me.id AND o.help IS NOT NULL
   ) asked`,
  'since',
)} AS asked
FROM me`;

/** What a person sees first: what is offered to them, theirs, coming, handed on and not finished, promised, and asked. */
export async function inboxOf(dataSource: DataSource, personId: PersonId): Promise<Inbox> {
  const { rows } = await poolOf(dataSource).query<Inbox>({ name: 'inbox', text: STATEMENT, values: [personId] });
  return rows[0] ?? { offers: [], legs: [], coming: [], handedOn: [], promises: [], asked: [] };
}
