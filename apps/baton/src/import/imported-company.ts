import { AROUND_THE_CLOCK, type BusinessCalendar, type Company, type Department, type Person } from '@baton/domain';
import { HOUR, SECOND } from '@baton/kernel';

import { importedAcceptanceSeconds } from './import-case.js';
import type { ImportedNames } from './imported-names.js';
import type { LogRow } from './log-row.js';

/** Teams and people to add to the company. */
export interface Newcomers {
  readonly calendars: readonly BusinessCalendar[];
  readonly departments: readonly Department[];
  readonly people: readonly Person[];
}

/** The teams and people of a log, each found once; those the company knows already stay as they are. */
export class ImportedCompany {
  private readonly known: Set<string>;

  constructor(
    private readonly names: ImportedNames,
    company: Company,
  ) {
    this.known = new Set([...company.departments.keys(), ...company.people.keys()]);
    const calendar = names.calendar;
    if (company.departments.size > 0 && [...company.departments.values()].some((one) => one.calendarId === calendar))
      this.known.add(calendar);
  }

  /** Everybody in these rows who has not been met before. */
  meet(rows: readonly LogRow[]): Newcomers {
    const { names } = this;
    if (rows.length === 0) return { calendars: [], departments: [], people: [] };
    const calendars: BusinessCalendar[] = [];
    const departments: Department[] = [];
    const people: Person[] = [];
    const meetTeam = (team: string) => {
      const id = names.department(team);
      if (this.known.has(id)) return;
      this.known.add(id);
      departments.push(this.department(team));
      people.push(loggedPerson(names, names.dutyLead(team), `Duty lead of ${team}`, id, 'lead'));
    };
    const meetPerson = (person: string, team: string) => {
      const id = names.person(person);
      if (this.known.has(id)) return;
      this.known.add(id);
      people.push(loggedPerson(names, id, person, names.department(team), 'agent'));
    };
    if (!this.known.has(names.calendar)) {
      this.known.add(names.calendar);
      calendars.push(aroundTheClock(names.calendar));
    }
    meetTeam(names.firstContact);
    for (const { team, person, openedBy } of rows) {
      if (team !== null) meetTeam(team);
      if (openedBy !== null) meetPerson(openedBy, names.firstContact);
      if (person !== null) meetPerson(person, team ?? names.firstContact);
    }
    return { calendars, departments, people };
  }

  private department(team: string): Department {
    return {
      id: this.names.department(team),
      name: team,
      kind: team === this.names.firstContact ? 'frontline' : 'back-office',
      calendarId: this.names.calendar,
      leadId: this.names.dutyLead(team),
      headId: null,
      acceptanceTargetSeconds: importedAcceptanceSeconds,
      stallThresholdSeconds: (8 * HOUR) / SECOND,
      active: true,
    };
  }
}

/** A log knows no addresses; `.invalid` is the domain that no mail ever reaches (RFC 2606). */
export const loggedPerson = (
  names: ImportedNames,
  id: string,
  name: string,
  departmentId: string,
  role: Person['role'],
): Person => ({
  id,
  name,
  email: `${id.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase()}.${names.mark(id)}@log.invalid`,
  role,
  departmentId,
  zone: 'UTC',
  active: true,
  substituteId: null,
  presence: 'available',
  language: null,
  absences: [],
});

const aroundTheClock = (id: string): BusinessCalendar => ({
  id,
  version: 1,
  effectiveFrom: 0,
  name: 'Around the clock',
  zone: 'UTC',
  week: AROUND_THE_CLOCK,
  holidays: [],
  overrides: [],
});
