import type { BusinessCalendar, Department, Person } from '@baton/domain';
import { HOUR, SECOND } from '@baton/kernel';
import type { CompanyPart } from '@baton/persistence';

import type { LoggedCase } from '../import/case-batches.js';
import { loggedPerson } from '../import/imported-company.js';
import type { ImportedNames } from '../import/imported-names.js';
import type { Assumptions } from './assumptions.js';
import { inTime } from './logged-handoffs.js';

/** The company that a log speaks of: every team a department with a duty lead, its people in each team they worked for. */
export function replayedCompany(
  cases: readonly LoggedCase[],
  names: ImportedNames,
  assumed: Assumptions,
  zone: string,
): CompanyPart {
  const calendar = { ...officeHours(zone, assumed), id: names.calendar };
  const departments = new Map<string, Department>();
  const people = new Map<string, Person>();
  const meet = (team: string, person: string | null) => {
    const departmentId = names.department(team);
    const isOversight = team === names.oversight;
    if (!departments.has(departmentId)) {
      const leadId = names.dutyLead(team);
      departments.set(departmentId, {
        id: departmentId,
        name: team,
        kind: isOversight ? 'oversight' : 'back-office',
        calendarId: calendar.id,
        leadId,
        headId: null,
        acceptanceTargetSeconds: (assumed.acceptanceHours * HOUR) / SECOND,
        stallThresholdSeconds: (assumed.stallHours * HOUR) / SECOND,
        active: true,
      });
      const role = isOversight ? 'supervisor' : 'lead';
      people.set(leadId, loggedPerson(names, leadId, `Duty lead of ${team}`, departmentId, role));
    }
    const id = names.member(person, team);
    if (person !== null && !people.has(id)) people.set(id, loggedPerson(names, id, person, departmentId, 'agent'));
  };

  meet(names.oversight, null);
  for (const { rows: logged } of cases) {
    const rows = inTime(logged);
    const first = rows.find(({ team }) => team !== null)?.team ?? names.firstContact;
    for (const { team, person, openedBy } of rows) {
      if (openedBy !== null) meet(first, openedBy);
      meet(team ?? first, person);
    }
    meet(first, rows[0]!.openedBy ?? rows[0]!.person);
  }
  return { calendars: [calendar], departments: [...departments.values()], people: [...people.values()] };
}

function officeHours(zone: string, { opens, closes }: Assumptions): Omit<BusinessCalendar, 'id'> {
  const day = [{ from: opens, to: closes }];
  return {
    version: 1,
    effectiveFrom: 0,
    name: `Monday to Friday, ${opens} to ${closes}`,
    zone,
    week: { 1: day, 2: day, 3: day, 4: day, 5: day },
    holidays: [],
    overrides: [],
  };
}
