import type { DepartmentId, LegStatus, OfferLevel, PauseReason, Person, PersonId, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds as at } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';

/** Every card says which leg of which case it is. */
interface LegOnBoard {
  readonly caseId: string;
  readonly number: number;
  readonly subject: string;
  readonly priority: Priority;
  readonly version: number;
  readonly legId: string;
  readonly leg: string;
  /** When the customer's case is due; null while that clock is paused. */
  readonly customerDueAt: Instant | null;
}

export interface ArrivingLeg extends LegOnBoard {
  readonly expectedAt: Instant | null;
  readonly preAlertedAt: Instant | null;
  readonly namedPersonId: PersonId | null;
  readonly reservedById: PersonId | null;
}

export interface OfferedLeg extends LegOnBoard {
  readonly handoffId: string;
  readonly level: OfferLevel;
  readonly toPersonId: PersonId | null;
  readonly senderId: PersonId;
  readonly fromDepartmentId: DepartmentId;
  readonly isReturn: boolean;
  readonly attempt: number;
  readonly offeredAt: Instant;
  readonly expiresAt: Instant;
}

export interface WorkedLeg extends LegOnBoard {
  readonly status: LegStatus;
  readonly holderId: PersonId;
  readonly acceptedAt: Instant | null;
  readonly lastProgressAt: Instant | null;
  /** Of the leg's own clock; null while it is paused. */
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
  /** Since when nothing has moved for longer than the department allows. */
  readonly stalledSince: Instant | null;
}

export interface WaitingLeg extends LegOnBoard {
  readonly holderId: PersonId;
  readonly reason: PauseReason | null;
  readonly waitingFor: string | null;
  readonly since: Instant | null;
  readonly resumesAt: Instant | null;
}

/** What one person of the department has in hand. */
export interface Workload {
  readonly personId: PersonId;
  readonly presence: Person['presence'];
  readonly working: number;
  readonly waiting: number;
  /** Of those, how many are past their own due time. */
  readonly late: number;
  /** Still to come, and theirs by name or by their own word. */
  readonly coming: number;
}

/** Everything that one department runs, will run, or is asked to run. */
export interface Board {
  readonly departmentId: DepartmentId;
  readonly arriving: readonly ArrivingLeg[];
  readonly offered: readonly OfferedLeg[];
  readonly working: readonly WorkedLeg[];
  readonly waiting: readonly WaitingLeg[];
  readonly people: readonly Workload[];
  /** How many there are in all: the lists show the most urgent of them. */
  readonly totals: {
    readonly arriving: number;
    readonly offered: number;
    readonly working: number;
    readonly waiting: number;
  };
}

/** No column is longer than this; the totals tell the rest. */
const LONGEST_COLUMN = 200;

/** The board of a department, each column with what is most urgent first; null when there is no such department. */
export async function boardOf(dataSource: DataSource, departmentId: DepartmentId): Promise<Board | null> {
  const { rows } = await readerOf(dataSource).query<Board>({
    name: 'board',
    text: STATEMENT,
    values: [departmentId],
  });
  return rows[0] ?? null;
}

/** The first of a column in its order, found by keys alone: only what is shown is joined and made into cards. */
const firstBy = (order: string, from: string) => `
  SELECT l.case_id, l.id, row_number() OVER (ORDER BY ${order}) AS place ${from} ORDER BY ${order} LIMIT ${LONGEST_COLUMN}`;
/** Asked row by row: without OFFSET, PostgreSQL would first gather all open cases. */
const isOpen = `EXISTS (SELECT FROM "case" o WHERE o.id = l.case_id AND o.status = 'open' OFFSET 0)`;
const column = (name: string, fields: string, found: string, joins = '') => `(
  SELECT coalesce(json_agg(json_build_object('caseId', c.id, 'number', c.number, 'subject', c.subject,
    'priority', c.priority, 'version', c.version, 'legId', l.id, 'leg', l.name, 'customerDueAt', ${at('r.due_at')}, ${fields})
    ORDER BY f.place), '[]')
  FROM (${found}) f JOIN leg l ON l.case_id = f.case_id AND l.id = f.id JOIN "case" c ON c.id = f.case_id ${joins} ${CUSTOMERS_CLOCK}) AS ${name}`;
const CUSTOMERS_CLOCK = `LEFT JOIN clock r ON r.case_id = l.case_id AND r.subject_id = l.case_id AND r.kind = 'resolution' AND r.state = 'running'`;
const OWN_CLOCK = `LEFT JOIN clock k ON k.case_id = l.case_id AND k.subject_id = l.id AND k.kind = 'leg-ola'
  AND k.state IN ('running', 'paused')`;

const ARRIVING = firstBy(
  `coalesce(l.expected_at, 'infinity'), l.case_id, l.id`,
  `FROM leg l WHERE l.department_id = $1 AND l.status = 'planned' AND l.pre_alerted_at IS NOT NULL AND ${isOpen}`,
);

const offeredAt = (level: OfferLevel) => `(
  SELECT h.expires_at, h.case_id, h.id FROM handoff h
  WHERE h.to_department_id = $1 AND h.status = 'offered' AND h.level = '${level}' ORDER BY h.expires_at LIMIT ${LONGEST_COLUMN})`;
const OFFERED = `
  SELECT h.case_id, h.to_leg_id AS id, h.id AS handoff_id, row_number() OVER (ORDER BY h.expires_at, h.case_id, h.id) AS place
  FROM (${(['person', 'pool', 'lead', 'oversight'] as const).map(offeredAt).join(' UNION ALL ')}) first
  JOIN handoff h USING (case_id, id) ORDER BY h.expires_at, h.case_id, h.id LIMIT ${LONGEST_COLUMN}`;

const IN_WORK = `l.department_id = $1 AND l.status IN ('running', 'handing-over') AND ${isOpen}`;
/** Of a department that has so much in work, what is due first is met soon among all that is due; of others, all is ranked. */
const IS_LARGE = `(SELECT count(*) FROM leg l WHERE l.department_id = $1 AND l.status = 'running') > 2000`;
const WORKING = `
  WITH due AS MATERIALIZED (SELECT * FROM (${firstBy(
    'k.due_at, k.case_id, k.subject_id',
    `FROM clock k CROSS JOIN LATERAL (SELECT * FROM leg l WHERE l.case_id = k.case_id AND l.id = k.subject_id OFFSET 0) l
     WHERE k.kind = 'leg-ola' AND k.state = 'running' AND ${IN_WORK}`,
  )}) first WHERE ${IS_LARGE})
  SELECT * FROM due WHERE (SELECT count(*) FROM due) = ${LONGEST_COLUMN}
  UNION ALL SELECT * FROM (${firstBy(
    'k.due_at NULLS LAST, r.due_at NULLS LAST, l.case_id, l.id',
    `FROM leg l ${OWN_CLOCK} ${CUSTOMERS_CLOCK} WHERE ${IN_WORK}`,
  )}) ranked WHERE (SELECT count(*) FROM due) < ${LONGEST_COLUMN}`;

const WAITING = firstBy(
  `(l.pauses -> -1 ->> 'resumesAt')::double precision NULLS LAST, l.case_id, l.id`,
  `FROM leg l WHERE l.department_id = $1 AND l.status = 'waiting' AND ${isOpen}`,
);

/** Each count reads one partial index: what is over costs nothing. */
const count = (from: string) => `(SELECT count(*) FROM ${from})`;

const STATEMENT = `
SELECT d.id AS "departmentId",
${column(
  'arriving',
  `'expectedAt', ${at('l.expected_at')}, 'preAlertedAt', ${at('l.pre_alerted_at')},
    'namedPersonId', l.named_person_id, 'reservedById', l.reserved_by_id`,
  ARRIVING,
)},
${column(
  'offered',
  `'handoffId', h.id, 'level', h.level, 'toPersonId', h.to_person_id, 'senderId', h.sender_id,
    'fromDepartmentId', h.from_department_id, 'isReturn', h.is_return, 'attempt', h.attempt,
    'offeredAt', ${at('h.offered_at')}, 'expiresAt', ${at('h.expires_at')}`,
  OFFERED,
  'JOIN handoff h ON h.case_id = f.case_id AND h.id = f.handoff_id',
)},
${column(
  'working',
  `'status', l.status, 'holderId', l.holder_id, 'acceptedAt', ${at('l.accepted_at')},
    'lastProgressAt', ${at('l.last_progress_at')}, 'dueAt', ${at("CASE WHEN k.state = 'running' THEN k.due_at END")},
    'breachedAt', ${at('k.breached_at')}, 'stalledSince', ${at(`(SELECT e.started_at FROM escalation e
      WHERE e.case_id = l.case_id AND e.subject_id = l.id AND e.trigger = 'stall' AND e.ended_at IS NULL)`)}`,
  WORKING,
  OWN_CLOCK,
)},
${column(
  'waiting',
  `'holderId', l.holder_id, 'reason', l.pauses -> -1 ->> 'reason', 'waitingFor', l.pauses -> -1 ->> 'waitingFor',
    'since', (l.pauses -> -1 ->> 'since')::double precision,
    'resumesAt', (l.pauses -> -1 ->> 'resumesAt')::double precision`,
  WAITING,
)},
json_build_object(
  'arriving', ${count(`leg l WHERE l.department_id = $1 AND l.status = 'planned' AND l.pre_alerted_at IS NOT NULL`)},
  'offered', ${count(`handoff h WHERE h.to_department_id = $1 AND h.status = 'offered'`)},
  'working', ${count(`leg l WHERE l.department_id = $1 AND l.status IN ('running', 'handing-over')`)},
  'waiting', ${count(`leg l WHERE l.department_id = $1 AND l.status = 'waiting'`)}) AS totals,
(SELECT coalesce(json_agg(json_build_object('personId', p.id, 'presence', p.presence,
    'working', ${count(`leg l WHERE l.holder_id = p.id AND l.status IN ('running', 'handing-over')`)},
    'waiting', ${count(`leg l WHERE l.holder_id = p.id AND l.status = 'waiting'`)},
    'late', coalesce(late.legs, 0),
    'coming', ${count(`leg l WHERE l.named_person_id = p.id AND l.status = 'planned' AND l.department_id = $1 AND ${isOpen}`)}
      + ${count(`leg l WHERE l.reserved_by_id = p.id AND l.named_person_id IS DISTINCT FROM p.id AND l.status = 'planned'
        AND l.department_id = $1 AND ${isOpen}`)}
  ) ORDER BY p.name, p.id), '[]')
 FROM person p LEFT JOIN (
   SELECT l.holder_id, count(*) AS legs FROM clock k JOIN leg l ON l.case_id = k.case_id AND l.id = k.subject_id
   WHERE k.kind = 'leg-ola' AND k.state IN ('running', 'paused') AND k.breached_at IS NOT NULL
     AND l.status IN ('running', 'waiting', 'handing-over') GROUP BY l.holder_id) late ON late.holder_id = p.id
 WHERE p.department_id = d.id AND p.active) AS people
FROM department d WHERE d.id = $1`;
