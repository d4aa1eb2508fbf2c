import type { Instant, Seconds } from '@baton/kernel';

import type { Company } from './company.js';
import type { DepartmentId, PersonId } from './ids.js';
import type { Person } from './person.js';

/** Is the person at work for the company at this instant: active, not away and not absent? Opening hours are not asked. */
export function isPresent(person: Person | undefined, at: Instant): boolean {
  return (
    person !== undefined &&
    person.active &&
    person.presence !== 'away' &&
    !person.absences.some((absence) => absence.from <= at && at < absence.to)
  );
}

/** Will the person be there at some instant within `seconds` of open time (H3)? */
export function isPresentWithin(company: Company, personId: PersonId, at: Instant, seconds: Seconds): boolean {
  const person = company.people.get(personId);
  if (!person) return false;
  const department = company.departments.get(person.departmentId);
  if (!department) return false;
  const until = company.calendars.inForce(department.calendarId, at).calendar.add(at, seconds);
  return isPresent(person, at) || isPresent(person, until);
}

/** The members of a department who could take something now, in a stable order. */
export function poolOf(company: Company, departmentId: DepartmentId, at: Instant): readonly PersonId[] {
  return [...company.people.values()]
    .filter((person) => person.departmentId === departmentId && isPresent(person, at))
    .map((person) => person.id)
    .sort();
}

/** The person, or whoever stands in for them now: substitute, then the department's duty lead (E4). */
export function standInFor(company: Company, personId: PersonId, at: Instant): PersonId | null {
  const person = company.people.get(personId);
  if (isPresent(person, at)) return personId;
  const substitute = person?.substituteId ? company.people.get(person.substituteId) : undefined;
  if (substitute && isPresent(substitute, at)) return substitute.id;
  const lead = person ? company.departments.get(person.departmentId)?.leadId : undefined;
  return lead !== undefined && isPresent(company.people.get(lead), at) ? lead : null;
}
