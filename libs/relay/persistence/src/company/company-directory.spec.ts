import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { poolOf } from '../database/transaction.js';
import { smallCompany } from '../testing/small-company.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { CompanyDirectory } from './company-directory.js';

describe('the company directory', () => {
  let database: TestRelay;
  beforeEach(async () => void (database = await openTestRelay()));
  afterEach(() => database.close());

  const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

  it('gives the records back as they were put in', async () => {
    const { revision, ...records } = await database.directory.records();
    const put = smallCompany();
    expect(records).toEqual({ ...put, people: byId(put.people), departments: byId(put.departments) });
    expect(revision).toBeGreaterThan(1);
  });

  it('keeps its snapshot while nobody edits the company', async () => {
    expect(await database.directory.current()).toBe(await database.directory.current());
  });

  it('sees what another process edited', async () => {
    const before = await database.directory.current();
    const elsewhere = new CompanyDirectory(database.dataSource);
    const [ann] = smallCompany().people;
    await elsewhere.put({ people: [{ ...ann!, presence: 'away', absences: [{ from: 1, to: 1_780_000_000_123 }] }] });
    const after = await database.directory.current();
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.people.get('ann')).toMatchObject({ presence: 'away', absences: [{ from: 1, to: 1_780_000_000_123 }] });
    expect(after.people.size).toBe(before.people.size);
  });

  it('keeps every version of a calendar and a journey, and runs on the newest', async () => {
    const { calendars, journeys } = smallCompany();
    await database.directory.put({
      calendars: [{ ...calendars[0]!, version: 2, effectiveFrom: 1_000 }],
      journeys: [{ ...journeys[0]!, version: 2, name: 'Refund, better' }],
    });
    const company = await database.directory.current();
    expect(company.calendars.inForce('always', 500).version).toBe(1);
    expect(company.calendars.inForce('always', 5_000).version).toBe(2);
    expect(company.journeys.get('refund')!.name).toBe('Refund, better');
  });

  it('takes a department and its lead together, though each names the other', async () => {
    const { departments, people } = smallCompany();
    await database.directory.put({
      departments: [{ ...departments[0]!, id: 'legal', leadId: 'lena' }],
      people: [{ ...people[0]!, id: 'lena', email: 'lena@baton.example', departmentId: 'legal' }],
    });
    expect((await database.directory.current()).departments.get('legal')!.leadId).toBe('lena');
  });

  it('takes all or nothing', async () => {
    const { departments, people } = smallCompany();
    const half = database.directory.put({
      people: [{ ...people[0]!, name: 'Ann the Second' }],
      departments: [{ ...departments[0]!, leadId: 'nobody' }],
    });
    await expect(half).rejects.toThrow('department_lead_is_a_person');
    expect((await database.directory.current()).people.get('ann')!.name).toBe('ann');
  });

  it('never falls back behind what it has seen', async () => {
    const newer = await database.directory.current();
    expect(await database.directory.asOf(newer.revision - 1, poolOf(database.dataSource))).toBe(newer);
  });
});
