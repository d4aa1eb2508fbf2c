import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDataSource, readHandoffReport } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { zipSync } from 'fflate';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { DataSource } from 'typeorm';

import { importEventLog, type ImportSummary } from './import-event-log.js';
import { loadMapping } from './load-mapping.js';
import type { Progress } from '../progress.js';

const SLICE = fileURLToPath(new URL('fixtures/servicenow-incidents-slice.csv', import.meta.url));
const slice = readFileSync(SLICE, 'utf8');
const [header, ...lines] = slice.trimEnd().split('\n') as [string, ...string[]];
const casesInSlice = new Set(lines.map((line) => line.split(',')[0])).size;
const silent: Progress = { show: () => undefined, end: () => undefined };

let database: TestDatabase;
let dataSource: DataSource;
let folder: string;

async function connectToFreshDatabase() {
  await dataSource?.destroy();
  await database?.drop();
  database = await createTestDatabase();
  dataSource = createDataSource({ url: database.url });
  await dataSource.initialize();
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const rejectsFile = () => join(folder, 'rejects.csv');

function written(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function importFile(file: string, mapping = 'servicenow-incidents'): Promise<ImportSummary> {
  return importEventLog({
    file,
    mapping: await loadMapping(mapping),
    dataSource,
    progress: silent,
    rejectsFile: rejectsFile(),
  });
}

/** Every row of every table, as one number: two equal fingerprints are two equal databases. */
async function fingerprint(): Promise<unknown> {
  const tables = [
    'case',
    'leg',
    'handoff',
    'co_owner',
    'case_event',
    'department',
    'person',
    'calendar',
    'timer',
    'outbox',
    'notice',
  ];
  const sums = tables.map(
    (table) =>
      `(SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM "${table}" t) AS "${table}"`,
  );
  const [row] = (await dataSource.query(
    `SELECT ${sums.join(', ')}, (SELECT last_value FROM case_number) AS numbers`,
  )) as [unknown];
  return row;
}

describe('importing an event log', () => {
  beforeEach(connectToFreshDatabase);

  it('brings every case in, with its departments and people, and sets off nothing (W6)', async () => {
    const summary = await importFile(SLICE);
    expect(summary).toMatchObject({ rows: lines.length, rejected: 0, imported: casesInSlice, alreadyThere: 0 });
    expect(existsSync(rejectsFile())).toBe(false);
    const [counts] = (await dataSource.query(`SELECT
      (SELECT count(*)::integer FROM "case" WHERE imported) AS cases,
      (SELECT count(*)::integer FROM department) AS departments, (SELECT count(*)::integer FROM person) AS people,
      (SELECT count(*)::integer FROM timer) AS timers, (SELECT count(*)::integer FROM outbox) AS effects`)) as [object];
    expect(counts).toEqual({
      cases: casesInSlice,
      departments: summary.departments,
      people: summary.people,
      timers: 0,
      effects: 0,
    });
  });

  it('changes nothing when it runs again', async () => {
    await importFile(SLICE);
    const before = await fingerprint();
    expect(await importFile(SLICE)).toMatchObject({
      imported: 0,
      alreadyThere: casesInSlice,
      departments: 0,
      people: 0,
    });
    expect(await fingerprint()).toEqual(before);
  });

  it('anchors every case, also those of a run that was killed before it did', async () => {
    const heads = async () =>
      (
        (await dataSource.query('SELECT count(*)::integer AS count FROM anchored_head')) as [{ readonly count: number }]
      )[0].count;
    await importFile(SLICE);
    expect(await heads()).toBe(casesInSlice);
    await dataSource.query(
      'BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE anchor, anchored_head; COMMIT',
    );
    expect(await importFile(SLICE)).toMatchObject({ imported: 0 });
    expect(await heads()).toBe(casesInSlice);
  });

  it('goes on where a broken run stopped', async () => {
    const packed = zipSync({ 'log.csv': Buffer.from(slice) });
    const torn = written('torn.zip', packed.subarray(0, Math.floor(packed.length * 0.95)));
    await expect(importFile(torn)).rejects.toThrow(/ends in the middle|damaged/);
    const whole = await importFile(written('whole.zip', packed));
    expect(whole.alreadyThere).toBeGreaterThan(0);
    expect(whole.imported).toBe(casesInSlice - whole.alreadyThere);
  });

  it('reads csv, gzipped csv and zipped csv alike', async () => {
    const gz = await importFile(written('log.csv.gz', gzipSync(slice)));
    expect(gz).toMatchObject({ rows: lines.length, imported: casesInSlice });
    const zip = await importFile(
      written('log.zip', zipSync({ 'a/readme.md': Buffer.from('#'), 'a/log.csv': Buffer.from(slice) })),
    );
    expect(zip).toMatchObject({ rows: lines.length, alreadyThere: casesInSlice });
  });

  it('rejects bad rows with line and reason and takes the others', async () => {
    const [one, two] = [lines[0]!, lines[1]!];
    const [first] = lines.slice(lines.findIndex((line) => !line.startsWith(one.split(',')[0]!))) as [string];
    const bad = [
      one.replace(/^INC\d+/, '?'),
      two.replace(/\d+\/\d+\/2016 \d+:\d+(?=,Category)/, '31/2/2016 09:00'),
      one.replace(',New,', ',Teleported,'),
      `${one},extra`,
      one.split(',').slice(0, 3).join(','),
      one.replace('3 - Moderate', 'whatever'),
      one.replace('Category', 'Cate\0gory'),
    ];
    const file = written('bad.csv', [header, one, ...bad, first, two].join('\n'));
    const summary = await importFile(file);
    expect(summary).toMatchObject({ rows: 10, rejected: 8, imported: 2 });
    const rejects = readFileSync(rejectsFile(), 'utf8').trimEnd().split('\n');
    expect(rejects[0]).toBe(`line,reason,${header}`);
    expect(rejects.slice(1).map((line) => Number(line.split(',')[0]))).toEqual([3, 4, 5, 6, 7, 8, 9, 11]);
    expect(rejects.slice(1).map((line) => line.replace(/^\d+,/, '').slice(0, 60))).toEqual([
      expect.stringContaining('no number'),
      expect.stringContaining('sys_updated_at: “31/2/2016'),
      expect.stringContaining('incident_state: the mapping'),
      expect.stringContaining('15 fields instead of 14'),
      expect.stringContaining('3 fields instead of 14'),
      expect.stringContaining('priority: the mapping'),
      expect.stringContaining('holds a null byte'),
      expect.stringContaining('do not stand together'),
    ]);
    rmSync(rejectsFile());
  });

  it('says which mapped column a log lacks', async () => {
    const file = written('short.csv', 'number,incident_state\nINC1,New\n');
    await expect(importFile(file)).rejects.toThrow('The log has no column sys_updated_at');
  });

  it('says that a file is empty, is a folder or is not there', async () => {
    await expect(importFile(written('empty.csv', ''))).rejects.toThrow('is empty');
    await expect(importFile(folder)).rejects.toThrow('is a folder');
    await expect(importFile(join(folder, 'none.csv'))).rejects.toThrow('cannot be read (ENOENT)');
  });

  it('lets one import run at a time', async () => {
    const results = await Promise.allSettled([importFile(SLICE), importFile(SLICE)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { message: expect.stringContaining('Another import is running') },
    });
  });
});

describe('the whole log', () => {
  const LOG = fileURLToPath(
    new URL('../../../../../shared/data/servicenow-incidents/incident_event_log.zip', import.meta.url),
  );
  const isHere = existsSync(LOG);

  if (!isHere && process.env['CI'] !== 'true') {
    it('is not on this machine: its figures are checked in CI', () => {
      console.log(`The whole event log is not here (${LOG}); its figures are checked where it is.`);
    });
    return;
  }

  it('comes out with the figures of two independent computations', async () => {
    await connectToFreshDatabase();
    const summary = await importFile(LOG);
    expect(summary).toMatchObject({ rows: 141_712, rejected: 0, imported: 24_918 });
    const report = await readHandoffReport(dataSource);
    expect(report).toMatchObject({
      cases: 24_918,
      departments: 78,
      handoffs: 19_087,
      handoffsOfOneCase: 25,
      casesHandedOn: 9_575,
      casesHandedOnTwice: 4_263,
      casesWithPingPong: 2_216,
      pingPongs: 3_675,
      wait: { count: 13_427 },
      waitWhileOpen: { count: 12_795 },
      passedOnUntouched: 5_246,
      casesOfFourDepartments: 1_023,
      breachedCases: 9_115,
    });
    const { handoffsPerCase, wait, waitWhileOpen, breachByHandoffs, longestWait } = report;
    expect(handoffsPerCase.toFixed(4)).toBe('0.7660');
    expect([wait.median, wait.p90, wait.longest].map((hours) => Number(hours!.toFixed(4)))).toEqual([
      4.45, 120.8167, 6408.5833,
    ]);
    expect([waitWhileOpen.median, waitWhileOpen.p90].map((hours) => Number(hours!.toFixed(4)))).toEqual([
      3.6333, 116.2067,
    ]);
    const percent = (part: number, of: number) => ((100 * part) / of).toFixed(2);
    expect(breachByHandoffs.map(({ handoffs, cases, breached }) => [handoffs, percent(breached, cases)])).toEqual([
      ['0', '25.83'],
      ['1', '42.34'],
      ['2', '60.69'],
      ['3', '66.63'],
      ['4+', '81.80'],
    ]);
    expect(report.busiestRoutes.map(({ from, to, handoffs }) => `${from} → ${to}: ${handoffs}`)).toEqual([
      'Group 20 → Group 70: 1088',
      'Group 70 → Group 39: 1060',
      'Group 70 → Group 20: 1056',
      'Group 70 → Group 25: 456',
      'Group 39 → Group 70: 433',
    ]);
    expect(longestWait).toMatchObject({
      caseName: 'INC0010013',
      from: 'Group 5',
      to: 'Group 3',
      since: Date.UTC(2016, 2, 22, 14, 10),
      until: Date.UTC(2016, 11, 14, 14, 45),
    });
    expect(longestWait!.hours.toFixed(2)).toBe('6408.58');
    expect([
      percent(report.casesHandedOn, report.cases),
      percent(report.casesWithPingPong, report.cases),
      percent(report.casesWithPingPong, report.casesHandedOnTwice),
      percent(report.casesOfFourDepartments, report.cases),
      percent(report.breachedCases, report.cases),
    ]).toEqual(['38.43', '8.89', '51.98', '4.11', '36.58']);
  }, 240_000);
});
