import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';

import { baton, batonDoes, PROJECT } from './support/command-line.js';
import { createEmptyDatabase } from './support/database.js';

jest.setTimeout(90_000);

const SLICE = `${PROJECT}apps/baton/src/import/fixtures/servicenow-incidents-slice.csv`;
const KEPT = 'whole_replay_kept';

describe('a part of a real log, played by the command line', () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    await onDatabase((client) => client.query(`DROP DATABASE IF EXISTS ${KEPT} WITH (FORCE)`));
  });
  afterAll(async () => {
    await onDatabase((client) => client.query(`DROP DATABASE IF EXISTS ${KEPT} WITH (FORCE)`));
    await database.drop();
  });

  async function onDatabase<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return work(client).finally(() => client.end());
  }

  const databases = () =>
    onDatabase(async (client) => {
      const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database ORDER BY 1');
      return rows.map(({ name }) => name);
    });

  const replay = (...options: readonly string[]) =>
    baton(database.url, 'replay', SLICE, '--mapping', 'servicenow-incidents', '--cases', '2', ...options);

  it('says the same each time, and leaves nothing behind', async () => {
    const before = await databases();
    const first = await replay();
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^2 cases, \d+ rows, /) });
    expect(first.stdout).toContain('Stood still and were chased before that row');
    expect((await replay()).stdout).toBe(first.stdout);
    expect(await databases()).toEqual(before);
    const tables = await onDatabase((client) => client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`));
    expect(tables.rowCount).toBe(0); // Baton's own database is not touched.
  });

  it('keeps the database when asked to, where all is sound, and does not play into one that is there', async () => {
    const { code, stdout } = await replay('--keep', KEPT, '--format', 'json', '--acceptance-hours', '2');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ cases: 2, rejected: 0, assumed: { acceptanceHours: 2, stallHours: 8 } });
    const kept = new URL(database.url);
    kept.pathname = KEPT;
    expect(await batonDoes(kept.href, 'doctor')).not.toContain('BROKEN');
    expect(await batonDoes(kept.href, 'report', 'hand-offs')).toMatch(/^Cases +2$/m);
    expect(await replay('--keep', KEPT)).toMatchObject({ code: 1, stderr: expect.stringContaining('already') });
  });
});
