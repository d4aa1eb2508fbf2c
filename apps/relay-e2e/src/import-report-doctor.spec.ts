import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { baton, batonDoes, PROJECT } from './support/command-line.js';
import { createEmptyDatabase } from './support/database.js';

jest.setTimeout(90_000);

const SLICE = `${PROJECT}apps/baton/src/import/fixtures/servicenow-incidents-slice.csv`;

/** The steps build on each other. */
describe('real incidents, by the command line alone', () => {
  let folder: string;
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
    database = await createEmptyDatabase();
  });
  afterAll(async () => {
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  const imports = (file: string) => {
    const rejects = join(folder, 'rejects.csv');
    return batonDoes(
      database.url,
      'import',
      'event-log',
      file,
      '--mapping',
      'servicenow-incidents',
      '--rejects',
      rejects,
    );
  };
  const report = () => batonDoes(database.url, 'report', 'hand-offs', '--format', 'json');
  const cases = new Set(
    readFileSync(SLICE, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0]),
  ).size;
  let first: string;

  it('says what to do first on an empty database', async () => {
    const { code, stderr } = await baton(database.url, 'report', 'hand-offs');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('baton migrate') });
    await batonDoes(database.url, 'migrate');
  });

  it('imports them, reports on them, and everything holds', async () => {
    expect(await imports(SLICE)).toContain(`${cases} cases imported, 0 were there already`);
    expect(existsSync(join(folder, 'rejects.csv'))).toBe(false);
    first = await report();
    expect(Object.values(JSON.parse(first) as object)).toContain(cases);
    expect(await batonDoes(database.url, 'doctor')).not.toContain('BROKEN');
  });

  it('changes nothing when they come again', async () => {
    expect(await imports(SLICE)).toContain(`0 cases imported, ${cases} were there already`);
    expect(await report()).toBe(first);
    expect(await batonDoes(database.url, 'doctor')).not.toContain('BROKEN');
  });

  it('sets bad rows aside with their line and reason, and takes the rest', async () => {
    const [head, ...rows] = readFileSync(SLICE, 'utf8').trim().split('\n');
    const number = rows[0]!.split(',')[0]!;
    const mine = rows.filter((row) => row.startsWith(`${number},`)).map((row) => row.replaceAll(number, 'INC9999999'));
    const file = join(folder, 'some.csv');
    writeFileSync(file, [head, ...mine, 'INC8888888,only,three'].join('\n'));
    expect(await imports(file)).toContain('1 cases imported, 0 were there already');
    expect(readFileSync(join(folder, 'rejects.csv'), 'utf8')).toMatch(new RegExp(`\\b${mine.length + 2}\\b`));
  });
});
