import { AROUND_THE_CLOCK, type Company, type DepartmentId, isZone, type Person, type Role } from '@baton/domain';
import { Access, CompanyDirectory } from '@baton/persistence';
import { HOUR, SECOND } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { PlainProblem } from '../plain-problem.js';
import { hashPassword } from '@baton/server';
import { newToken } from './new-token.js';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Id or name; may be left out while the company has none or one. */
  readonly department: string | undefined;
  readonly zone: string;
  readonly password: string;
}

/** The people who may sign in, from the terminal: for the first ones, and for whoever lost a password. */
export class People {
  private readonly directory: CompanyDirectory;
  private readonly access: Access;

  constructor(dataSource: DataSource) {
    this.directory = new CompanyDirectory(dataSource);
    this.access = new Access(dataSource);
  }

  async list(): Promise<readonly (Person & { readonly department: string })[]> {
    const { people, departments } = await this.directory.current();
    return [...people.values()]
      .map((person) => ({ ...person, department: departments.get(person.departmentId)?.name ?? person.departmentId }))
      .sort((a, b) => a.department.localeCompare(b.department) || a.name.localeCompare(b.name));
  }

  /** Adds a person with a password. The first one of an empty company leads its oversight. */
  async create({ name, email, role, department, zone, password }: NewPerson): Promise<Person> {
    const hash = await checkedHash(password);
    if (name.trim() === '') throw new PlainProblem('A person needs a name.');
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new PlainProblem(`“${email}” is no e-mail address.`);
    if (!isZone(zone)) throw new PlainProblem(`“${zone}” is no time zone. Use a name such as Europe/Berlin.`);
    const company = await this.directory.current();
    if (personOf(company, email)) throw new PlainProblem(`Somebody with the address ${email} is there already.`);
    const id = email.toLowerCase();
    const isFirst = company.departments.size === 0;
    const person: Person = {
      id,
      name,
      email,
      role,
      departmentId: isFirst ? OVERSIGHT : departmentOf(company, department),
      zone,
      active: true,
      substituteId: null,
      presence: 'available',
      language: null,
      absences: [],
    };
    await this.directory.put(
      { ...(isFirst && oversightLedBy(id)), people: [person] },
      { by: null, type: 'person.saved', aboutId: id, name },
    );
    await this.access.setPassword(id, hash);
    return person;
  }

  async setPassword(email: string, password: string): Promise<void> {
    const hash = await checkedHash(password);
    await this.access.setPassword((await this.known(email)).id, hash);
  }

  /** Answers the token's text, which is kept nowhere. */
  async createToken(email: string, name: string): Promise<string> {
    if (name.trim() === '') throw new PlainProblem('A token needs a name, so that it can be told from others.');
    const { text, kept } = newToken((await this.known(email)).id, name);
    await this.access.addToken(kept);
    return text;
  }

  private async known(email: string): Promise<Person> {
    const person = personOf(await this.directory.current(), email);
    if (person === undefined)
      throw new PlainProblem(`Nobody has the address ${email}. “baton user list” shows who is there.`);
    return person;
  }
}

const personOf = (company: Company, email: string): Person | undefined =>
  [...company.people.values()].find((person) => person.email.toLowerCase() === email.toLowerCase());

function departmentOf({ departments }: Company, wanted: string | undefined): DepartmentId {
  const all = [...departments.values()];
  const found = all.filter(
    ({ id, name }) => id === wanted || name === wanted || (wanted === undefined && all.length === 1),
  );
  if (found.length === 1) return found[0]!.id;
  const names = all.map(({ id, name }) => (id === name ? id : `${name} (${id})`)).join(', ');
  throw new PlainProblem(`Which department? Name one of: ${names}.`);
}

async function checkedHash(password: string): Promise<string> {
  if (password.length < 8) throw new PlainProblem('A password needs 8 signs or more; 15 are better.');
  if (password.length > 1_000) throw new PlainProblem('A password has 1,000 signs at most.');
  return hashPassword(password);
}

const OVERSIGHT = 'oversight';

/** What nobody else answers for comes here (E4), so a company begins with it. */
const oversightLedBy = (leadId: string) => ({
  calendars: [
    {
      id: 'around-the-clock',
      version: 1,
      effectiveFrom: 0,
      name: 'Around the clock',
      zone: 'UTC',
      week: AROUND_THE_CLOCK,
      holidays: [],
      overrides: [],
    },
  ],
  departments: [
    {
      id: OVERSIGHT,
      name: 'Oversight',
      kind: 'oversight' as const,
      calendarId: 'around-the-clock',
      leadId,
      headId: null,
      acceptanceTargetSeconds: HOUR / SECOND,
      stallThresholdSeconds: (4 * HOUR) / SECOND,
      active: true,
    },
  ],
});
