import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, type HandoffReport, readHandoffReport } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { parse } from 'csv-parse/sync';
import type { DataSource } from 'typeorm';

import { seedDemo } from '../seed/seed-demo.js';
import { formatHandoffReport } from './format-handoff-report.js';

describe('the report on hand-offs', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let report: HandoffReport;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = createDataSource({ url: database.url });
    await dataSource.initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('is a report without cases, too', async () => {
    const empty = await readHandoffReport(dataSource);
    expect(empty).toMatchObject({ cases: 0, handoffs: 0, longestWait: null, wait: { count: 0, median: null } });
    expect(formatHandoffReport(empty, 'table')).toContain('Hand-offs per case');
  });

  it('counts Baton’s own cases by the same definitions', async () => {
    await seedDemo(dataSource);
    report = await readHandoffReport(dataSource);
    // Eight repairs of the past went Frontline → Technicians → Logistics and Billing, and back to Frontline; eight of the cases
    // under way have left Frontline. An offer that nobody accepted is no hand-off yet.
    expect(report).toMatchObject({
      cases: 20,
      departments: 4,
      handoffs: 47,
      handoffsOfOneCase: 4,
      casesHandedOn: 16,
      casesHandedOnTwice: 12,
      casesWithPingPong: 1,
      pingPongs: 1,
      wait: { count: 3 },
      waitWhileOpen: { count: 3 },
      passedOnUntouched: 31,
      casesOfFourDepartments: 11,
      breachedCases: 0,
      longestWait: { from: 'Technicians', to: 'Billing', caseName: expect.stringMatching(/^C-\d+$/) },
    });
    expect(report.busiestRoutes).toEqual([
      { from: 'Frontline', to: 'Technicians', handoffs: 16 },
      { from: 'Technicians', to: 'Billing', handoffs: 11 },
      { from: 'Technicians', to: 'Logistics', handoffs: 11 },
      { from: 'Logistics', to: 'Frontline', handoffs: 8 },
      { from: 'Technicians', to: 'Frontline', handoffs: 1 },
    ]);
  });

  it('counts a missed resolution target as a breach', async () => {
    await dataSource.query(`UPDATE clock SET breached_at = now() WHERE kind = 'resolution'
      AND case_id = (SELECT id FROM "case" WHERE subject = 'Charged twice in October')`);
    const { breachedCases, breachByHandoffs } = await readHandoffReport(dataSource);
    expect(breachedCases).toBe(1);
    expect(breachByHandoffs[0]).toEqual({ handoffs: '0', cases: 4, breached: 1 });
  });

  it('is written for people, programs and spreadsheets', () => {
    expect(formatHandoffReport(report, 'table')).toMatch(/^Cases handed on +16 \(80\.00 %\)$/m);
    expect(JSON.parse(formatHandoffReport(report, 'json'))).toEqual(report);
    const rows = parse<{ metric: string; value: string }>(formatHandoffReport(report, 'csv'), { columns: true });
    expect(rows).toContainEqual({ metric: 'handoffsPerCase', value: '2.35' });
    expect(rows).toContainEqual({ metric: 'route.Frontline>Technicians', value: '16' });
  });
});
