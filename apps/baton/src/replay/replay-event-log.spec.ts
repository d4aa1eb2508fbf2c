import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, examineDatabase } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';

import { loadMapping } from '../import/load-mapping.js';
import { type Mapping, readMapping } from '../import/mapping.js';
import type { Progress } from '../progress.js';
import { usualAssumptions } from './assumptions.js';
import { formatReplayReport } from './format-replay-report.js';
import { replayEventLog } from './replay-event-log.js';
import { type ReplayReport, reportOn } from './replay-report.js';

/** Monday, 4 March 2024; every team works from 08:00 to 18:00, an offer waits 4 hours, work stands still after 8. */
const LOG = `case,at,state,team,person,priority,met
LATE,2024-03-04T08:00,open,Alpha,Ann,P3,yes
LATE,2024-03-04T09:00,open,Alpha,Ann,P3,yes
LATE,2024-03-04T10:00,open,Beta,,P3,yes
LATE,2024-03-04T14:30,open,Beta,Bob,P3,yes
LATE,2024-03-04T15:00,resolved,Beta,Bob,P3,yes
LATE,2024-03-11T15:00,closed,Beta,Bob,P3,no
BACK,2024-03-04T08:00,open,Alpha,Ann,P3,yes
BACK,2024-03-04T08:30,open,Beta,,P3,yes
BACK,2024-03-04T09:00,open,Beta,Bob,P3,yes
BACK,2024-03-04T09:30,open,Alpha,Ann,P3,yes
BACK,2024-03-04T10:00,open,Alpha,Ann,P3,yes
BACK,2024-03-04T10:30,resolved,Alpha,Ann,P3,yes
BACK,2024-03-11T10:30,closed,Alpha,Ann,P3,yes
ROUND,2024-03-04T08:00,open,Alpha,Ann,P3,yes
ROUND,2024-03-04T09:00,open,Beta,,P3,yes
ROUND,2024-03-04T09:30,open,Gamma,Gus,P3,yes
ROUND,2024-03-04T10:00,open,Beta,Bob,P3,yes
ROUND,2024-03-04T10:15,open,Alpha,Ann,P3,yes
ROUND,2024-03-04T10:30,open,Alpha,Ann,P3,yes
ROUND,2024-03-04T11:00,resolved,Alpha,Ann,P3,yes
ROUND,2024-03-04T11:30,resolved,Gamma,Gus,P3,yes
ROUND,2024-03-11T11:00,closed,Gamma,Gus,P3,yes
FILED,2024-03-04T08:00,open,Alpha,Ann,P3,yes
FILED,2024-03-04T09:00,resolved,Beta,Bob,P3,yes
FILED,2024-03-11T09:00,closed,Beta,Bob,P3,yes
HURRY,2024-03-04T08:00,open,Alpha,Ann,P1,yes
HURRY,2024-03-04T14:00,resolved,Alpha,Ann,P1,yes
HURRY,2024-03-04T14:00,closed,Alpha,Ann,P1,no
`;

const mapping: Mapping = readMapping('small', {
  source: 'small-desk',
  columns: {
    case: 'case',
    at: 'at',
    state: 'state',
    team: 'team',
    person: 'person',
    priority: 'priority',
    slaMet: 'met',
  },
  dateFormat: 'ISO',
  states: { open: 'active', resolved: 'resolved', closed: 'closed', asleep: 'waiting-customer' },
  priorities: { P1: 'P1', P3: 'P3' },
  slaMetValues: ['yes'],
});
const SLICE = fileURLToPath(new URL('../import/fixtures/servicenow-incidents-slice.csv', import.meta.url));
const silent: Progress = { show: () => undefined, end: () => undefined };

let folder: string;
const databases: TestDatabase[] = [];
const dataSources: DataSource[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-replay-'));
});
afterAll(async () => {
  await Promise.all(dataSources.map((dataSource) => dataSource.destroy()));
  await Promise.all(databases.map((database) => database.drop()));
  rmSync(folder, { recursive: true });
});

async function anEmptyDatabase(): Promise<DataSource> {
  const database = await createTestDatabase();
  databases.push(database);
  const dataSource = createDataSource({ url: database.url });
  dataSources.push(dataSource);
  return dataSource.initialize();
}

interface Play {
  readonly log?: string;
  readonly file?: string;
  readonly mapping?: Mapping;
  readonly cases?: number;
  readonly seed?: string;
  readonly signal?: AbortSignal;
}

async function play(given: Play = {}): Promise<{ readonly report: ReplayReport; readonly dataSource: DataSource }> {
  const file = given.file ?? join(folder, 'log.csv');
  if (given.file === undefined) writeFileSync(file, given.log ?? LOG);
  const dataSource = await anEmptyDatabase();
  const played = await replayEventLog({
    file,
    mapping: given.mapping ?? mapping,
    dataSource,
    assumed: usualAssumptions,
    seed: given.seed ?? '1',
    cases: given.cases,
    progress: () => silent,
    signal: given.signal,
  });
  return { report: reportOn(played, { ...usualAssumptions, zone: 'UTC' }), dataSource };
}

/** Every row of every table that a replay writes, as one number each. */
async function fingerprint(dataSource: DataSource): Promise<unknown> {
  const tables = [
    'case',
    'leg',
    'handoff',
    'clock',
    'escalation',
    'chase',
    'near_miss',
    'case_event',
    'timer',
    'person',
  ];
  const sums = tables.map(
    (table) =>
      `(SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM "${table}" t) AS "${table}"`,
  );
  return ((await dataSource.query(`SELECT ${sums.join(', ')}`)) as [unknown])[0];
}

describe('a small log, counted by hand', () => {
  let report: ReplayReport;
  let dataSource: DataSource;
  beforeAll(async () => {
    ({ report, dataSource } = await play());
  });

  it('takes every row as something that Baton allows', () => {
    expect(report).toMatchObject({ cases: 5, rows: 28, rejected: 0, refusals: {} });
  });

  it('sees in each change of team an offer, a new route, a refusal, a return, or nothing', () => {
    expect(report.handoffs).toBe(9);
    expect(report.moves).toEqual({
      offered: 4, // LATE 10:00, BACK 08:30, ROUND 09:00, FILED 09:00
      're-routed': 2, // ROUND 09:30 and 10:00
      declined: 1, // ROUND 10:15, back to Alpha before Beta had begun
      returned: 1, // BACK 09:30
      'case was over': 1, // ROUND 11:30
      refused: 0,
    });
  });

  it('measures from the hand-off to the next row', () => {
    // 4.5 (LATE), 0.5 and 0.5 (BACK), 0.5, 0.5, 0.25 and 0.25 (ROUND); not the one after the end, nor the one that ends FILED.
    expect(report.measured).toEqual({ count: 7, median: 0.5, p90: expect.closeTo(0.5 + 0.4 * 4, 9) });
    expect(report.longest).toMatchObject({
      caseName: 'LATE',
      from: 'Alpha',
      to: 'Beta',
      waited: 4.5,
      firstStepAfter: 2,
    });
  });

  it('says which step fired when, and how long before the next row', () => {
    const SECOND = 1 / 3600; // The last second of the four hours is still in time.
    const [onlyOne, steps] = [report.chased, report.steps];
    expect(onlyOne).toMatchObject({ count: 1, after: { median: 2 }, before: { median: 2.5 } });
    expect(report.expired).toBe(1);
    expect(
      steps.map(({ trigger, step, action, audience, handoffs, first, after, before }) => [
        `${trigger} ${step}: ${audience}, ${action}`,
        handoffs,
        first,
        after.median,
        before.median,
      ]),
    ).toEqual([
      ['offer-expired 1: lead, ask', 1, 0, expect.closeTo(4 + SECOND, 9), expect.closeTo(0.5 - SECOND, 9)],
      ['offer-stalled 1: holder, ask', 1, 1, 2, 2.5],
      ['offer-stalled 2: lead, offer-to-pool', 1, 0, expect.closeTo(2 + 1 / 6, 9), expect.closeTo(2.5 - 1 / 6, 9)],
      ['offer-stalled 3: lead, ask', 1, 0, 2.5, 2],
      ['offer-stalled 4: department-head, raise-urgency', 1, 0, 4, 0.5],
    ]);
  });

  it('counts warnings before the end of cases that missed their target, and of those that met it', () => {
    // LATE: chased at 12:00, resolved at 15:00. HURRY: 80 % of four hours are over at 11:12, resolved at 14:00.
    expect(report.missedInLog).toMatchObject({ cases: 2, warned: 2, chased: 2 });
    expect(report.missedInLog.ahead.median).toBeCloseTo((3 + 2.8) / 2, 9);
    expect(report.metInLog).toMatchObject({ cases: 3, warned: 0, chased: 0 });
    // HURRY is due at 12:00 by Baton's own target.
    expect(report.missedInBaton).toMatchObject({ cases: 1, warned: 1, chased: 1 });
    expect(report.missedInBaton.ahead.median).toBeCloseTo(0.8, 9);
  });

  it('lets the leads of those who do not answer accept, and whoever the log names go on', async () => {
    const rows = (await dataSource.query(
      `SELECT e.by, e.facts ->> 'holderId' AS holder, to_char(e.at AT TIME ZONE 'UTC', 'HH24:MI') AS at
       FROM case_event e JOIN "case" c ON c.id = e.case_id
       WHERE c.subject = 'LATE' AND e.type = 'handoff.accepted'`,
    )) as unknown[];
    expect(rows).toEqual([{ by: 'small-desk:Beta/duty', holder: 'small-desk:Beta/duty', at: '14:30' }]);
    const [{ holder }] = (await dataSource.query(
      `SELECT l.holder_id AS holder FROM leg l JOIN "case" c ON c.id = l.case_id
       WHERE c.subject = 'LATE' AND l.department_id = 'small-desk:Beta'`,
    )) as [{ holder: string }];
    expect(holder).toBe('small-desk:Bob@Beta');
  });

  it('says what is assumed before any figure', () => {
    const text = formatReplayReport(report);
    expect(text.indexOf('accepted within 4 open hours')).toBeLessThan(text.indexOf('Hand-offs\n'));
    expect(text).toMatch(/Stood still and were chased before that row +1 \(14\.3 %\)/);
    expect(text).toMatch(/offer-stalled +1 +holder +ask +1 +1 +2\.0 +2\.0 +2\.5 +2\.5/);
  });
});

describe('the ways of a case', () => {
  const nextWeek = (rows: string) => `case,at,state,team,person,priority,met\n${rows}`;

  it('leaves an offer to its fate while rows name no team', async () => {
    const { report } = await play({
      log: nextWeek(`NOBODY,2024-03-04T08:00,open,Alpha,Ann,P3,yes
NOBODY,2024-03-04T09:00,open,Beta,,P3,yes
NOBODY,2024-03-04T10:00,open,,,P3,yes
NOBODY,2024-03-04T12:00,open,Beta,Bob,P3,yes
NOBODY,2024-03-04T12:30,closed,Beta,Bob,P3,yes
`),
    });
    expect(report).toMatchObject({ measured: { count: 1, median: 3 }, chased: { count: 1, after: { median: 2 } } });
  });

  it('waits no longer than to the end of the case, whoever ended it', async () => {
    const { report } = await play({
      log: nextWeek(`ENDED,2024-03-04T08:00,open,Alpha,Ann,P3,yes
ENDED,2024-03-04T09:00,open,Beta,,P3,yes
ENDED,2024-03-04T10:00,resolved,,,P3,yes
ENDED,2024-03-11T10:00,closed,Beta,Bob,P3,yes
`),
    });
    expect(report).toMatchObject({ refusals: {}, measured: { count: 1, median: 1 }, chased: { count: 0 } });
  });

  it('lets a timer go before the row of the same minute, which it does not help any more', async () => {
    const { report } = await play({
      log: nextWeek(`EVEN,2024-03-04T08:00,open,Alpha,Ann,P3,yes
EVEN,2024-03-04T09:00,open,Beta,,P3,yes
EVEN,2024-03-04T11:00,open,Beta,Bob,P3,yes
EVEN,2024-03-04T12:30,closed,Beta,Bob,P3,yes
`),
    });
    expect(report).toMatchObject({ chases: { count: 1 }, measured: { count: 1 }, chased: { count: 0 } });
  });

  it('takes rows that stand out of order in the order of their times', async () => {
    const { report } = await play({
      mapping: { ...mapping, columns: { ...mapping.columns, openedBy: 'by' } },
      log: `case,at,state,team,person,priority,met,by
UNSORTED,2024-03-04T10:00,open,Beta,Bob,P3,yes,Olga
UNSORTED,2024-03-04T08:00,open,Alpha,Ann,P3,yes,Olga
UNSORTED,2024-03-04T09:00,open,Beta,,P3,yes,Olga
UNSORTED,2024-03-04T11:00,closed,Beta,Bob,P3,yes,Olga
`,
    });
    expect(report).toMatchObject({ refusals: {}, handoffs: 1, measured: { count: 1, median: 1 } });
  });

  it('breaks off between two cases', async () => {
    await expect(play({ signal: AbortSignal.abort() })).rejects.toThrow('broken off');
  });

  it('pauses while the log waits for the customer: nobody is chased for that', async () => {
    const { report } = await play({
      log: nextWeek(`SLEEPS,2024-03-04T08:00,open,Alpha,Ann,P3,yes
SLEEPS,2024-03-04T08:30,asleep,Alpha,Ann,P3,yes
SLEEPS,2024-03-08T08:00,open,Alpha,Ann,P3,yes
SLEEPS,2024-03-08T09:00,closed,Alpha,Ann,P3,yes
`),
    });
    expect(report).toMatchObject({ refusals: {}, metInLog: { cases: 1, warned: 0 } });
  });

  it('goes on with a case that is opened again, with the team that had it', async () => {
    const { report, dataSource } = await play({
      log: nextWeek(`AGAIN,2024-03-04T08:00,open,Alpha,Ann,P3,yes
AGAIN,2024-03-04T09:00,open,Beta,Bob,P3,yes
AGAIN,2024-03-04T09:10,resolved,Beta,Bob,P3,yes
AGAIN,2024-03-04T10:00,open,Beta,Bob,P3,yes
AGAIN,2024-03-04T10:30,closed,Beta,Bob,P3,yes
`),
    });
    expect(report).toMatchObject({ refusals: {}, handoffs: 1, moves: { offered: 1 } });
    const [row] = (await dataSource.query(`SELECT reopened_count AS reopened, status FROM "case"`)) as [object];
    expect(row).toEqual({ reopened: 1, status: 'closed' });
  });

  it('leaves out what comes two weeks after the end: that is a new case here', async () => {
    const { report } = await play({
      log: nextWeek(`MUCH LATER,2024-03-04T08:00,open,Alpha,Ann,P3,yes
MUCH LATER,2024-03-04T09:00,resolved,Alpha,Ann,P3,yes
MUCH LATER,2024-03-20T09:00,open,Alpha,Ann,P3,yes
MUCH LATER,2024-03-20T10:00,open,Beta,Bob,P3,yes
MUCH LATER,2024-03-29T10:00,closed,Beta,Bob,P3,yes
`),
    });
    expect(report).toMatchObject({
      refusals: { 'reopen-case: reopen-window-passed': 1 },
      moves: { 'case was over': 1 },
      measured: { count: 0 },
      metInLog: { cases: 1, warned: 0 },
    });
  });

  it('runs the timers of a case that the log leaves open to the end of the log', async () => {
    const { report } = await play({
      log: nextWeek(`OPEN,2024-03-04T08:00,open,Alpha,Ann,P3,yes
DONE,2024-03-04T08:00,open,Alpha,Ann,P3,yes
DONE,2024-03-08T17:00,closed,Alpha,Ann,P3,yes
`),
    });
    // 24 open hours from Monday 08:00 end on Wednesday at 12:00, for both.
    expect(report.missedInBaton).toMatchObject({ cases: 2, warned: 2 });
  });
});

describe('a slice of a real log', () => {
  it('leaves a database in which every invariant holds and nothing waits to be told', async () => {
    const servicenow = await loadMapping('servicenow-incidents');
    const { dataSource, report } = await play({ file: SLICE, mapping: servicenow, cases: 10 });
    expect(report).toMatchObject({ cases: 10, refusals: {} });
    const found = await examineDatabase(dataSource, { patienceSeconds: 0, examples: 3 });
    expect(found.filter(({ breaches }) => breaches > 0)).toEqual([]);
    expect(await dataSource.query('SELECT count(*)::integer AS effects FROM outbox')).toEqual([{ effects: 0 }]);
  });

  it('comes to the same twice, to the last id; another seed draws another sample', async () => {
    const servicenow = await loadMapping('servicenow-incidents');
    const [one, two, other] = [
      await play({ file: SLICE, mapping: servicenow, cases: 5 }),
      await play({ file: SLICE, mapping: servicenow, cases: 5 }),
      await play({ file: SLICE, mapping: servicenow, cases: 5, seed: '2' }),
    ];
    expect(two.report).toEqual(one.report);
    expect(await fingerprint(two.dataSource)).toEqual(await fingerprint(one.dataSource));
    expect(other.report.rows).not.toBe(one.report.rows);
  });

  it('comes to the same with other ids by another seed', async () => {
    const [one, other] = [await play(), await play({ seed: '2' })];
    expect(other.report).toEqual(one.report);
    expect(await fingerprint(other.dataSource)).not.toEqual(await fingerprint(one.dataSource));
  });
});
