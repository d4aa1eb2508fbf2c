import {
  buildCompany,
  checkCalendar,
  checkJourney,
  checkPolicy,
  type CompanyRecords,
  type Department,
} from '@baton/domain';
import type { Decision, Instant } from '@baton/kernel';
import { isDeepStrictEqual } from 'node:util';

import type { CompanyContent } from './company-file.js';

/**
 * All that keeps a company file from being stored beside the records that are there, each flaw with its path; nothing when
 * it may be stored. Versions that are there stay as they are: clocks and cases go by them (clock rule 8).
 */
export function flawsOfCompany(file: CompanyContent, stored: CompanyRecords, at: Instant): readonly string[] {
  const merged = mergeCompany(stored, file);
  const references = [...twice(file), ...versionsThatChange(file, stored), ...departmentFlaws(file, merged)];
  const found = [...references, ...personFlaws(file, stored, merged), ...refusedCalendars(file, at)];
  // A journey's time is counted in calendars that are there and open.
  return found.length > 0 ? found : [...oversightFlaws(merged), ...refusedPlans(file, merged, at)];
}

/** The company as it is once the file is stored. */
function mergeCompany(stored: CompanyRecords, file: CompanyContent): CompanyRecords {
  const merge = <Thing extends Identified>(before: readonly Thing[], given: readonly Thing[]) => [
    ...new Map([...before, ...given].map((thing) => [keyOf(thing), thing])).values(),
  ];
  return {
    revision: stored.revision,
    calendars: merge(stored.calendars, file.calendars),
    departments: merge(stored.departments, file.departments),
    people: merge(stored.people, file.people),
    journeys: merge(stored.journeys, file.journeys),
    policies: merge(stored.policies, file.policies),
  };
}

interface Identified {
  readonly id: string;
  readonly version?: number;
}

const keyOf = ({ id, version }: Identified) => JSON.stringify([id, version ?? null]);

const lists = ['calendars', 'departments', 'people', 'journeys', 'policies'] as const;

function twice(file: CompanyContent): readonly string[] {
  return lists.flatMap((list) => {
    const seen = new Set<string>();
    return (file[list] as readonly Identified[]).flatMap((thing, index) => {
      if (seen.has(keyOf(thing))) return [`${list}.${index}: ${nameOf(thing)} stands there twice`];
      seen.add(keyOf(thing));
      return [];
    });
  });
}

const nameOf = ({ id, version }: Identified) => (version === undefined ? `“${id}”` : `version ${version} of “${id}”`);

function versionsThatChange(file: CompanyContent, stored: CompanyRecords): readonly string[] {
  return (['calendars', 'journeys', 'policies'] as const).flatMap((list) => {
    const before = new Map((stored[list] as readonly Identified[]).map((thing) => [keyOf(thing), thing]));
    return (file[list] as readonly Required<Identified>[]).flatMap((thing, index) => {
      const known = before.get(keyOf(thing));
      return known === undefined || isDeepStrictEqual(known, thing)
        ? []
        : [`${list}.${index}: ${nameOf(thing)} is there already and says something else; give yours a higher version`];
    });
  });
}

function departmentFlaws(file: CompanyContent, { calendars, people }: CompanyRecords): readonly string[] {
  const working = new Set(people.filter(({ active }) => active).map(({ id }) => id));
  const knownCalendars = new Set(calendars.map(({ id }) => id));
  return file.departments.flatMap(({ calendarId, leadId, headId }, index) => {
    const found: string[] = [];
    const path = `departments.${index}`;
    if (!knownCalendars.has(calendarId)) found.push(`${path}.calendarId: there is no calendar “${calendarId}”`);
    if (!working.has(leadId)) found.push(`${path}.leadId: nobody who works here has the id “${leadId}”`);
    if (headId !== null && !working.has(headId))
      found.push(`${path}.headId: nobody who works here has the id “${headId}”`);
    return found;
  });
}

function personFlaws(file: CompanyContent, stored: CompanyRecords, merged: CompanyRecords): readonly string[] {
  const departments = new Set(merged.departments.map(({ id }) => id));
  const people = new Set(merged.people.map(({ id }) => id));
  const working = new Set(stored.people.filter(({ active }) => active).map(({ id }) => id));
  const owners = new Map<string, number>();
  for (const { email } of merged.people) owners.set(email.toLowerCase(), (owners.get(email.toLowerCase()) ?? 0) + 1);
  return file.people.flatMap(({ id, departmentId, substituteId, email, active, absences }, index) => {
    const found: string[] = [];
    const path = `people.${index}`;
    if (!departments.has(departmentId)) found.push(`${path}.departmentId: there is no department “${departmentId}”`);
    if (substituteId !== null && (substituteId === id || !people.has(substituteId)))
      found.push(`${path}.substituteId: nobody else has the id “${substituteId}”`);
    if (owners.get(email.toLowerCase())! > 1) found.push(`${path}.email: ${email} belongs to somebody else as well`);
    // H14: what rests on them must go to somebody in the same step.
    if (!active && working.has(id))
      found.push(`${path}.active: “${id}” has duties; POST /api/v1/people/${id}/deactivate passes them on`);
    const backwards = absences.findIndex(({ from, to }) => to <= from);
    if (backwards >= 0) found.push(`${path}.absences.${backwards} ends before it begins`);
    return found;
  });
}

/** E4: what nobody else answers for needs one address. */
function oversightFlaws({ departments }: CompanyRecords): readonly string[] {
  const oversees = ({ kind, active }: Department) => kind === 'oversight' && active;
  const count = departments.filter(oversees).length;
  return count === 1 ? [] : [`departments: one of them must be of the kind “oversight” and active, not ${count}`];
}

const refusedCalendars = (file: CompanyContent, at: Instant) =>
  file.calendars.flatMap((calendar, index) => refusal(`calendars.${index}`, checkCalendar(calendar, at)));

function refusedPlans(file: CompanyContent, merged: CompanyRecords, at: Instant): readonly string[] {
  const company = buildCompany(merged);
  return [
    ...file.journeys.flatMap((journey, index) => refusal(`journeys.${index}`, checkJourney(journey, company, at))),
    ...file.policies.flatMap((policy, index) => refusal(`policies.${index}`, checkPolicy(policy))),
  ];
}

function refusal(path: string, decision: Decision<unknown>): readonly string[] {
  if (decision.outcome === 'accepted') return [];
  const { field, ...facts } = decision.detail ?? {};
  const where = typeof field === 'string' ? `${path}.${field}` : path;
  return [`${where}: ${decision.refusal}${Object.keys(facts).length > 0 ? ` ${JSON.stringify(facts)}` : ''}`];
}
