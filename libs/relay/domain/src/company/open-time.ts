import type { Instant } from '@baton/kernel';

import type { CompiledCalendar } from '../calendar/compile-calendar.js';
import type { Company } from './company.js';
import type { DepartmentId } from './ids.js';

/** The calendar in which a department's clocks run now (clock rule 9). */
export function openTimeOf(company: Company, departmentId: DepartmentId, at: Instant): CompiledCalendar {
  const calendarId = company.departments.get(departmentId)?.calendarId ?? null;
  return company.calendars.inForce(calendarId, at).calendar;
}
