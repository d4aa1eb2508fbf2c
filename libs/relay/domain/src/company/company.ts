import type { Instant, Seconds } from '@baton/kernel';

import type { BusinessCalendar } from '../calendar/business-calendar.js';
import type { Calendars } from '../calendar/calendars.js';
import type { EscalationPolicy } from '../chase/escalation-policy.js';
import type { JourneyTemplate } from '../journey/journey-template.js';

export type PersonId = string;
export type DepartmentId = string;

/** What a person may do beyond the duties that a case gives them. */
export type Role = 'agent' | 'lead' | 'supervisor' | 'admin';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly departmentId: DepartmentId;
  /** The zone in which this person reads times and rests (E5). */
  readonly zone: string;
  readonly active: boolean;
  /** Who stands in during an absence; null = the pool, then the lead. */
  readonly substituteId: PersonId | null;
  /** `away` means: do not offer to this person now, whatever the calendar says (H8). */
  readonly presence: 'available' | 'busy' | 'away';
  readonly absences: readonly Absence[];
}

export interface Absence {
  readonly from: Instant;
  readonly to: Instant;
}

/** A unit of the chain: it holds legs, has a pool of members, a duty lead and its own working hours. */
export interface Department {
  readonly id: DepartmentId;
  readonly name: string;
  readonly kind: 'frontline' | 'back-office' | 'oversight';
  readonly calendarId: string;
  /** The duty lead: responsible for what lies in the department's queue (H1). */
  readonly leadId: PersonId;
  /** The head to whom the ladder climbs after the lead (E4). */
  readonly headId: PersonId | null;
  readonly acceptanceTargetSeconds: Seconds;
  /** Time without a progress event after which a leg is stalled (E9), in open seconds. */
  readonly stallThresholdSeconds: Seconds;
  readonly active: boolean;
}

/**
 * All that rules need to know about the company: people, departments, calendars, journeys and ladders.
 * An immutable snapshot; `revision` grows with every edit, so a reader knows when to fetch it anew.
 */
export interface Company {
  readonly revision: number;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly departments: ReadonlyMap<DepartmentId, Department>;
  readonly calendars: Calendars;
  readonly journeys: ReadonlyMap<string, JourneyTemplate>;
  readonly policies: readonly EscalationPolicy[];
  /** The department that answers for what nobody else answers for: the catch-all of every ladder (E4). */
  readonly oversightId: DepartmentId;
}

/** The same as plain JSON, as it is stored and edited. */
export interface CompanyRecords {
  readonly revision: number;
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
  readonly calendars: readonly BusinessCalendar[];
  /** Every version; the snapshot keeps the newest of each id. */
  readonly journeys: readonly JourneyTemplate[];
  readonly policies: readonly EscalationPolicy[];
}
