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
export const LONGEST_COLUMN = 200;

/** The board of a department, each column with what is most urgent first; null when there is no such department. */
export async function boardOf(dataSource: DataSource, departmentId: DepartmentId): Promise<Board | null> {
  const { rows } = await readerOf(dataSource).query<Board>({
    name: 'board',
    text: STATEMENT,
    values: [departmentId],
  });
  return rows[0] ?? null;
}

const card = (fields: string) => `json_build_object('caseId', c.id, 'number', c.number, 'subject', c.subject,
  'priority', c.priority, 'version', c.version, 'legId', l.id, 'leg', l.name, 'customerDueAt', ${at('r.due_at')}, ${fields})`;

const onCase = `JOIN "case" c ON c.id = l.case_id AND c.status = 'open'
  LEFT JOIN clock r ON r.case_id = c.id AND r.subject_id = c.id AND r.kind = 'resolution' AND r.state = 'running'`;
const ownClock = `LEFT JOIN clock k ON k.case_id = l.case_id AND k.subject_id = l.id AND k.kind = 'leg-ola'
  AND k.state IN ('running', 'paused')`;

const column = (name: string, fields: string, from: string, order: string) => `${name} AS (
  SELECT ${card(fields)} AS item, row_number() OVER (ORDER BY ${order}, c.number) AS place ${from}
)`;
const listed = (name: string) => `(
  SELECT coalesce(json_agg(item ORDER BY place), '[]') FROM ${name} WHERE place <= ${LONGEST_COLUMN}) AS ${name}`;

const STATEMENT = `
WITH ${[
  column(
    'arriving',
    `'expectedAt', ${at('l.expected_at')}, 'preAlertedAt', ${at('l.pre_alerted_at')},
     'namedPersonId', l.named_person_id, 'reservedById', l.reserved_by_id`,
    `FROM leg l ${onCase} WHERE l.department_id = $1 AND l.status = 'planned' AND l.pre_alerted_at IS NOT NULL`,
    'l.expected_at NULLS LAST',
  ),
  column(
    'offered',
    `'handoffId', h.id, 'level', h.level, 'toPersonId', h.to_person_id, 'senderId', h.sender_id,
     'fromDepartmentId', h.from_department_id, 'isReturn', h.is_return, 'attempt', h.attempt,
     'offeredAt', ${at('h.offered_at')}, 'expiresAt', ${at('h.expires_at')}`,
    `FROM handoff h JOIN leg l ON l.case_id = h.case_id AND l.id = h.to_leg_id ${onCase}
     WHERE h.to_department_id = $1 AND h.status = 'offered'`,
    'h.expires_at',
  ),
  column(
    'working',
    `'status', l.status, 'holderId', l.holder_id, 'acceptedAt', ${at('l.accepted_at')},
     'lastProgressAt', ${at('l.last_progress_at')}, 'dueAt', ${at("CASE WHEN k.state = 'running' THEN k.due_at END")},
     'breachedAt', ${at('k.breached_at')}, 'stalledSince', ${at(`(SELECT e.started_at FROM escalation e
       WHERE e.case_id = l.case_id AND e.subject_id = l.id AND e.trigger = 'stall' AND e.ended_at IS NULL)`)}`,
    `FROM leg l ${onCase} ${ownClock} WHERE l.department_id = $1 AND l.status IN ('running', 'handing-over')`,
    'k.due_at NULLS LAST, r.due_at NULLS LAST, c.priority',
  ),
  column(
    'waiting',
    `'holderId', l.holder_id, 'reason', l.pauses -> -1 ->> 'reason', 'waitingFor', l.pauses -> -1 ->> 'waitingFor',
     'since', (l.pauses -> -1 ->> 'since')::double precision,
     'resumesAt', (l.pauses -> -1 ->> 'resumesAt')::double precision`,
    `FROM leg l ${onCase} WHERE l.department_id = $1 AND l.status = 'waiting'`,
    `(l.pauses -> -1 ->> 'resumesAt')::double precision NULLS LAST`,
  ),
].join(', ')}
SELECT d.id AS "departmentId", ${['arriving', 'offered', 'working', 'waiting'].map(listed).join(', ')},
  json_build_object(${['arriving', 'offered', 'working', 'waiting']
    .map((name) => `'${name}', (SELECT count(*) FROM ${name})`)
    .join(', ')}) AS totals,
  (SELECT coalesce(json_agg(json_build_object('personId', p.id, 'presence', p.presence,
      'working', (SELECT count(*) FROM leg l WHERE l.holder_id = p.id AND l.status IN ('running', 'handing-over')),
      'waiting', (SELECT count(*) FROM leg l WHERE l.holder_id = p.id AND l.status = 'waiting'),
      'late', (SELECT count(*) FROM leg l JOIN clock k ON k.case_id = l.case_id AND k.subject_id = l.id
        AND k.kind = 'leg-ola' AND k.state IN ('running', 'paused') AND k.breached_at IS NOT NULL
        WHERE l.holder_id = p.id AND l.status IN ('running', 'waiting', 'handing-over')),
      'coming', (SELECT count(*) FROM leg l JOIN "case" c ON c.id = l.case_id AND c.status = 'open'
        WHERE l.department_id = $1 AND l.status = 'planned' AND p.id IN (l.named_person_id, l.reserved_by_id))
    ) ORDER BY p.name, p.id), '[]')
   FROM person p WHERE p.department_id = d.id AND p.active) AS people
FROM department d WHERE d.id = $1`;
