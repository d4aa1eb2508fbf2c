import type { BusinessCalendar } from '../calendar/business-calendar.js';
import type { Calendars } from '../calendar/calendars.js';
import type { EscalationPolicy } from '../chase/escalation-policy.js';
import type { JourneyTemplate } from '../journey/journey-template.js';
import type { Department } from './department.js';
import type { DepartmentId, PersonId } from './ids.js';
import type { Person } from './person.js';

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
