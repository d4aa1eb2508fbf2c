import { Access, CompanyDirectory } from '@baton/persistence';
import type { DataSource } from 'typeorm';

import { hashPassword, newPassword } from '@baton/server';
import { newToken } from '../access/new-token.js';
import type { DemoAccess, DemoSignIn } from '../start/demo-access.js';
import { demoCalendars } from './demo-calendars.js';
import { playDemoCases } from './demo-cases.js';
import { demoJourneys } from './demo-journeys.js';
import { demoDepartments, demoPeople } from './demo-people.js';
import { playDemoPast } from './demo-past.js';
import { demoPolicies } from './demo-policies.js';
import { DemoTime } from './demo-time.js';

/** Fills an empty database with a company that shows what Baton does. Undefined when people are there already. */
export async function seedDemo(dataSource: DataSource): Promise<DemoAccess | undefined> {
  const directory = new CompanyDirectory(dataSource);
  if (!(await hasRoom(dataSource, [...(await directory.current()).people.keys()]))) return undefined;

  const now = await databaseTime(dataSource);
  await directory.put({
    calendars: demoCalendars,
    departments: demoDepartments,
    people: demoPeople(now),
    journeys: demoJourneys,
    policies: demoPolicies,
  });
  const access = await openDoors(new Access(dataSource));
  const time = new DemoTime(dataSource, directory, await databaseTime(dataSource));
  await playDemoPast(time);
  return { ...access, ...(await playDemoCases(time)) };
}

/** Nobody is there yet, or a start that was cut short left the demo's people without a case: then it is done over. */
async function hasRoom(dataSource: DataSource, people: readonly string[]): Promise<boolean> {
  if (people.length === 0) return true;
  const demo = new Set(demoPeople(0).map(({ id }) => id));
  const [row] = (await dataSource.query('SELECT EXISTS (SELECT FROM "case") AS cases')) as [{ cases: boolean }];
  return !row.cases && people.every((id) => demo.has(id));
}

const signIns: readonly (readonly [as: string, personId: string])[] = [
  ['agent in Frontline', 'ana.silva'],
  ['technician who is being waited for', 'tomas.novak'],
  ['agent in Billing', 'mei.tanaka'],
  ['supervisor', 'helen.marsh'],
  ['admin', 'amina.diallo'],
];

/** Passwords are new in every installation; nothing here opens another one. */
async function openDoors(access: Access): Promise<Omit<DemoAccess, 'customersCaseId'>> {
  const people = demoPeople(0);
  const opened: DemoSignIn[] = [];
  for (const [as, personId] of signIns) {
    const { name, email } = people.find(({ id }) => id === personId)!;
    const password = newPassword();
    await access.setPassword(personId, await hashPassword(password));
    opened.push({ as, name, email, password });
  }
  const { text, kept } = newToken('ana.silva', 'demo');
  await access.addToken(kept);
  return { signIns: opened, token: text };
}

async function databaseTime(dataSource: DataSource): Promise<number> {
  const [row] = (await dataSource.query('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now')) as [
    { now: number },
  ];
  return Math.floor(row.now);
}
