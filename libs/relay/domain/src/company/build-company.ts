import { createCalendars } from '../calendar/calendars.js';
import type { JourneyTemplate } from '../journey/journey-template.js';
import type { Company, CompanyRecords } from './company.js';

/** Indexes the company's records once, so that rules look things up in constant time. */
export function buildCompany(records: CompanyRecords): Company {
  const oversight = records.departments.find((department) => department.kind === 'oversight');
  return {
    revision: records.revision,
    people: new Map(records.people.map((person) => [person.id, person])),
    departments: new Map(records.departments.map((department) => [department.id, department])),
    calendars: createCalendars(records.calendars),
    journeys: newestOfEach(records.journeys),
    policies: records.policies,
    oversightId: oversight?.id ?? '',
  };
}

function newestOfEach(templates: readonly JourneyTemplate[]): ReadonlyMap<string, JourneyTemplate> {
  const newest = new Map<string, JourneyTemplate>();
  for (const template of templates) {
    if (template.version > (newest.get(template.id)?.version ?? 0)) newest.set(template.id, template);
  }
  return newest;
}
