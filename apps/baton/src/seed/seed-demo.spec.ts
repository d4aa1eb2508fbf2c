import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WakeDueCasesUseCase } from '@baton/application';
import { checkCalendar, checkJourney } from '@baton/domain';
import { DAY, MINUTE, SECOND } from '@baton/kernel';
import {
  Access,
  CompanyDirectory,
  createDataSource,
  examineDatabase,
  PostgresRelayUnitOfWork,
} from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { verify } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import type { DemoAccess } from '../start/demo-access.js';
import { demoCalendars } from './demo-calendars.js';
import { demoJourneys } from './demo-journeys.js';
import { demoDepartments, demoPeople } from './demo-people.js';
import { seedDemo } from './seed-demo.js';

describe('the demo company', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let access: DemoAccess;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = createDataSource({ url: database.url });
    await dataSource.initialize();
    access = (await seedDemo(dataSource))!;
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const query = async <Row>(sql: string) => (await dataSource.query(sql)) as Row[];

  it('has cases at every point of a relay', async () => {
    const legs = await query<{ status: string }>('SELECT DISTINCT status FROM leg');
    expect(legs.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['planned', 'offered', 'handing-over', 'running', 'waiting', 'returned', 'done']),
    );
    const [counts] = await query<object>(`SELECT (SELECT count(*)::integer FROM "case") AS cases,
      (SELECT count(*)::integer FROM promise WHERE status = 'open') AS promises,
      (SELECT count(*)::integer FROM disruption) AS disruptions`);
    expect(counts).toEqual({ cases: 20, promises: 1, disruptions: 1 });
  });

  it('is in the middle of its work from the first moment on, at whatever hour', async () => {
    const [alive] = await query<Record<string, number>>(`SELECT
      (SELECT count(*)::integer FROM escalation WHERE trigger = 'stall' AND ended_at IS NULL) AS stalled,
      (SELECT count(*)::integer FROM near_miss WHERE outcome IS NULL) AS "atRisk",
      (SELECT count(*)::integer FROM leg WHERE status = 'planned' AND pre_alerted_at IS NOT NULL) AS arriving,
      (SELECT count(*)::integer FROM leg WHERE status = 'returned') AS returned,
      (SELECT count(*)::integer FROM promise WHERE due_at BETWEEN now() AND now() + interval '45 minutes') AS "promisedSoon",
      (SELECT count(*)::integer FROM handoff WHERE status = 'offered' AND expires_at > now()) AS offered,
      (SELECT count(*)::integer FROM finding) AS findings,
      (SELECT count(*)::integer FROM "case" WHERE status IN ('resolved', 'closed')) AS ended`);
    expect(Object.entries(alive!).filter(([, count]) => count === 0)).toEqual([]);
  });

  it('keeps every rule of its own calendars and plans, and every invariant', async () => {
    const company = await new CompanyDirectory(dataSource).current();
    const at = Date.now();
    for (const calendar of demoCalendars) expect(checkCalendar(calendar, at)).toMatchObject({ outcome: 'accepted' });
    for (const journey of demoJourneys)
      expect(checkJourney(journey, company, at)).toMatchObject({ outcome: 'accepted' });
    const diagnoses = await examineDatabase(dataSource, { patienceSeconds: 60, examples: 5 });
    expect(diagnoses.flatMap(({ examples }) => examples)).toEqual([]);
  });

  it('lets its people in, with passwords of this installation', async () => {
    const doors = new Access(dataSource);
    for (const { email, password } of access.signIns) {
      const { passwordHash } = (await doors.credentialOf(email))!;
      expect(await verify(passwordHash!, password)).toBe(true);
    }
    expect(access.signIns.map(({ as }) => as)).toEqual(
      expect.arrayContaining(['agent in Frontline', 'supervisor', 'admin']),
    );
    expect(await doors.personOfToken(createHash('sha256').update(access.token).digest())).toBe('ana.silva');
  });

  it('is made once', async () => {
    const before = await query('SELECT count(*) FROM case_event');
    expect(await seedDemo(dataSource)).toBeUndefined();
    expect(await query('SELECT count(*) FROM case_event')).toEqual(before);
  });

  it('is made over when a first start was cut short before its cases', async () => {
    const other = await createTestDatabase();
    const there = await createDataSource({ url: other.url }).initialize();
    await new CompanyDirectory(there).put({
      calendars: demoCalendars,
      departments: demoDepartments,
      people: demoPeople(Date.now()),
    });
    expect((await seedDemo(there))?.signIns).toHaveLength(access.signIns.length);
    expect(await there.query('SELECT count(*)::integer AS cases FROM "case"')).toEqual([{ cases: 20 }]);
    await there.destroy();
    await other.drop();
  });

  it('does not move in with others', async () => {
    const other = await createTestDatabase();
    const there = await createDataSource({ url: other.url }).initialize();
    const [department] = demoDepartments;
    const [person] = demoPeople(0);
    await new CompanyDirectory(there).put({
      calendars: demoCalendars,
      departments: [{ ...department!, leadId: 'x', headId: null }],
      people: [{ ...person!, id: 'x', departmentId: department!.id, substituteId: null }],
    });
    expect(await seedDemo(there)).toBeUndefined();
    await there.destroy();
    await other.drop();
  });

  it('chases a stalled hand-off within a minute, and another leg hears that it is coming', async () => {
    const [{ last }] = (await query<{ last: number }>(
      'SELECT max(extract(epoch FROM at) * 1000)::float8 AS last FROM case_event',
    )) as [{ last: number }];
    const time = { now: () => last + 55 * SECOND };
    const directory = new CompanyDirectory(dataSource);
    const unitOfWork = new PostgresRelayUnitOfWork({ dataSource, directory, time });
    await new WakeDueCasesUseCase(unitOfWork, uuidv7).execute(100);
    const news = await query<{ type: string; subject: string }>(
      `SELECT e.type, c.subject FROM case_event e JOIN "case" c ON c.id = e.case_id
       WHERE e.at > to_timestamp(${last} / 1000.0) AND e.type IN ('chase.sent', 'leg.pre-alerted')`,
    );
    expect(news).toEqual(
      expect.arrayContaining([
        { type: 'chase.sent', subject: 'No internet, patients waiting' },
        { type: 'leg.pre-alerted', subject: 'Moving to Lisbon Street 4' },
      ]),
    );
    const asked = await query<{ asked: string[] }>(
      `SELECT asked_ids AS asked FROM chase JOIN "case" c ON c.id = case_id WHERE c.subject LIKE '%patients waiting'`,
    );
    expect(asked).toEqual([{ asked: ['tomas.novak'] }]);
  });

  it('stays sound while nobody does anything for two days and everything is chased', async () => {
    const start = Date.now();
    let now = start;
    const directory = new CompanyDirectory(dataSource);
    const unitOfWork = new PostgresRelayUnitOfWork({ dataSource, directory, time: { now: () => now } });
    const wake = new WakeDueCasesUseCase(unitOfWork, uuidv7);
    for (; now < start + 2 * DAY; now += 20 * MINUTE) {
      for (let woken = 1; woken > 0;) {
        const report = await wake.execute(100);
        expect(report.failed).toEqual([]);
        woken = report.woken;
      }
    }
    const diagnoses = await examineDatabase(dataSource, { patienceSeconds: 3 * 86_400, examples: 5 });
    expect(diagnoses.flatMap(({ examples }) => examples)).toEqual([]);
    const [{ climbed }] = (await query<{ climbed: number }>(
      `SELECT count(*)::integer AS climbed FROM case_event WHERE type = 'escalation.climbed'`,
    )) as [{ climbed: number }];
    expect(climbed).toBeGreaterThan(20);
  });
});
