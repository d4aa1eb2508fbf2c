import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Department, JourneyTemplate, Person, TemplateLeg } from '@baton/domain';
import { CompanyDirectory, createDataSource } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';

import type { CompanyContent } from './company-file.js';
import { loadCompany } from './load-company.js';

const day = [{ from: '09:00', to: '17:00' }];
const office = {
  id: 'office',
  version: 1,
  effectiveFrom: 0,
  name: 'Office',
  zone: 'Europe/Berlin',
  week: { 1: day, 2: day, 3: day, 4: day, 5: day },
  holidays: [{ kind: 'yearly' as const, name: 'New Year', day: '01-01' }],
  overrides: [],
};
const department = (id: string, kind: Department['kind'], leadId: string): Department => ({
  id,
  name: id,
  kind,
  calendarId: 'office',
  leadId,
  headId: null,
  acceptanceTargetSeconds: 1800,
  stallThresholdSeconds: 7200,
  active: true,
});
const person = (id: string, departmentId: string): Person => ({
  id,
  name: id,
  email: `${id}@baton.example`,
  role: 'agent',
  departmentId,
  zone: 'Europe/Berlin',
  active: true,
  substituteId: null,
  presence: 'available',
  language: null,
  absences: [],
});
const hours = (count: number) => ({ P1: count * 3600, P2: count * 3600, P3: count * 3600, P4: count * 3600 });
const leg: TemplateLeg = {
  key: 'all',
  name: 'Do it all',
  step: 1,
  departmentId: 'frontline',
  mandatory: true,
  olaSeconds: 3600,
  acceptanceSeconds: null,
  reworkShare: 0.5,
  packageFields: [],
  exitChecklist: [],
  preparation: [],
  mayContactCustomer: true,
  customerWording: 'We are on it',
};
const journey = (differs: Partial<Record<keyof TemplateLeg, unknown>> = {}) => ({
  id: 'short',
  version: 1,
  name: 'Short',
  legs: [{ ...leg, ...differs } as TemplateLeg],
  joins: [],
  caseTargetSeconds: hours(8),
  firstResponseSeconds: hours(1),
  silenceSeconds: null,
  active: true,
});
const frontline = department('frontline', 'frontline', 'ann');
const oversight = department('oversight', 'oversight', 'olga');
const ann = person('ann', 'frontline');
const olga = person('olga', 'oversight');

const company = (): CompanyContent => ({
  calendars: [office],
  departments: [frontline, oversight],
  people: [ann, olga],
  journeys: [journey() satisfies JourneyTemplate],
  policies: [],
});
const empty = { calendars: [], departments: [], people: [], journeys: [], policies: [] };

describe('loading a company from a file', () => {
  let folder: string;
  let database: TestDatabase;
  let dataSource: DataSource;
  let directory: CompanyDirectory;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-company-'));
    database = await createTestDatabase();
    dataSource = createDataSource({ url: database.url, poolSize: 2 });
    await dataSource.initialize();
    directory = new CompanyDirectory(dataSource);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const load = (content: unknown) => {
    const file = join(folder, 'company.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return loadCompany(file, directory);
  };
  const recalculations = async () =>
    (await dataSource.query<{ effect_key: string }[]>(`SELECT effect_key FROM outbox WHERE topic = 'recalculate'`)).map(
      (row) => row.effect_key,
    );

  it('stores all of it, and what was stored can be loaded again', async () => {
    await load(company());
    const { revision: _, ...stored } = await directory.records();
    expect(stored).toEqual(company());
    await load(stored);
    expect(await directory.records()).toMatchObject(stored);
    expect(await recalculations()).toEqual([]);
  });

  it('fills in nothing but what may be left out', async () => {
    const { headId: _, ...frontline } = company().departments[0]!;
    await load({ ...company(), departments: [frontline, company().departments[1]] });
    expect((await directory.current()).departments.get('frontline')!.headId).toBeNull();
  });

  it('moves running clocks to the new version of a calendar (clock rule 8)', async () => {
    await load(company());
    const later = { ...company().calendars[0]!, version: 2, effectiveFrom: 1_000, zone: 'Asia/Kolkata' };
    await load({ ...empty, calendars: [later] });
    expect(await recalculations()).toEqual(['recalculate:office:2']);
  });

  it.each<[string, Partial<Record<keyof CompanyContent, readonly object[]>>, string]>([
    ['a field that is not known', { people: [{ ...ann, shoeSize: 38 }] }, 'people.0.shoeSize is not known here'],
    ['a field that is missing', { people: [{ ...ann, name: undefined }] }, 'people.0.name must be one line'],
    [
      'a wrong type deep inside',
      { journeys: [journey({ olaSeconds: 'long' })] },
      'journeys.0.legs.0.olaSeconds must be an',
    ],
    ['what is no address', { people: [{ ...ann, email: 'ann' }] }, 'people.0.email must be an email'],
    [
      'an address in use',
      { people: [ann, { ...olga, email: 'ANN@baton.example' }] },
      'people.1.email: ANN@baton.example belongs',
    ],
    ['a zone that does not exist', { people: [{ ...ann, zone: 'Mars/Base' }] }, 'people.0.zone must be a time zone'],
    ['the same id twice', { people: [ann, olga, ann] }, 'people.2: “ann” stands there twice'],
    [
      'an unknown department',
      { people: [{ ...ann, departmentId: 'moon' }, olga] },
      'people.0.departmentId: there is no department “moon”',
    ],
    [
      'oneself as substitute',
      { people: [{ ...ann, substituteId: 'ann' }, olga] },
      'people.0.substituteId: nobody else',
    ],
    [
      'an unknown calendar',
      { departments: [{ ...frontline, calendarId: 'moon' }, oversight] },
      'departments.0.calendarId: there is no calendar “moon”',
    ],
    [
      'an unknown lead',
      { departments: [{ ...frontline, leadId: 'nobody' }, oversight] },
      'departments.0.leadId: nobody who works here',
    ],
    [
      'no oversight',
      { departments: [frontline, { ...oversight, kind: 'back-office' }] },
      'kind “oversight” and active, not 0',
    ],
    [
      'two oversights',
      { departments: [{ ...frontline, kind: 'oversight' }, oversight] },
      'kind “oversight” and active, not 2',
    ],
    ['a calendar without open hours', { calendars: [{ ...office, week: {} }] }, 'calendars.0.week: no-open-hours'],
    ['legs that cannot fit', { journeys: [journey({ olaSeconds: 90_000 })] }, 'journeys.0: legs-exceed-case-target'],
    [
      'a leg in no department',
      { journeys: [journey({ departmentId: 'moon' })] },
      'journeys.0: unknown-department {"leg":"all"',
    ],
    [
      'a ladder without steps',
      { policies: [{ id: 'p', version: 1, name: 'Stall', trigger: 'stall', steps: [] }] },
      'policies.0.steps: no-steps',
    ],
  ])('refuses %s, names the path, and stores nothing', async (_, differs, message) => {
    await expect(load({ ...company(), ...differs })).rejects.toThrow(message);
    expect((await directory.records()).people).toEqual([]);
  });

  it('names every flaw at once', async () => {
    const departments = [{ ...frontline, calendarId: 'moon', leadId: 'nobody' }, oversight];
    await expect(load({ ...company(), departments })).rejects.toThrow(/calendarId: [^]*leadId: /);
  });

  it.each([
    [
      'a version that says something else now',
      { calendars: [{ ...office, zone: 'Asia/Kolkata' }] },
      'calendars.0: version 1 of “office”',
    ],
    [
      'somebody’s leaving, whose duties would be orphaned (H14)',
      { people: [{ ...olga, active: false }] },
      'people.0.active: “olga” has duties',
    ],
  ])('refuses %s', async (_, differs, message) => {
    await load(company());
    await expect(load({ ...empty, ...differs })).rejects.toThrow(message);
    expect((await directory.records()).calendars).toEqual([office]);
  });

  it.each([
    ['not json', 'cannot be read'],
    ['[]', 'must hold an object'],
    ['{}', 'calendars must be an array'],
  ])('says what is wrong with %s', async (content, message) => {
    await expect(load(content)).rejects.toThrow(message);
  });

  it('says that there is no such file', async () => {
    await expect(loadCompany(join(folder, 'missing.json'), directory)).rejects.toThrow('missing.json cannot be read');
  });
});
