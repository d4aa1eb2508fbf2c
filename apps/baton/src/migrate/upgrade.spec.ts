import {
  createDataSource,
  examineDatabase,
  migrationNames,
  releaseHeld,
  runMigrations,
  setAnchors,
} from '@baton/persistence';
import { createTestDatabase, type LockWatch, type TestDatabase, watchLocks } from '@baton/persistence/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';

import { restoreBackup } from '../backup/restore-backup.js';

/** The demo company as the first schema kept it, after a minute's work. Its passwords and tokens were thrown away. */
const FIRST = fileURLToPath(new URL('fixtures/first-schema', import.meta.url));

/** Nobody waits longer than this for a migration (F20). */
const LONGEST_WAIT_MS = 500;

/** Rows for the tables that a migration brings, for those that come later to meet. */
const rowsAfter: Readonly<Record<string, string | ((dataSource: DataSource) => Promise<unknown>)>> = {
  CreateInstallationSecret1763900000000: `INSERT INTO installation_secret VALUES ('vapid', 1, decode(repeat('07', 32), 'hex'), now(), NULL)`,
  SaveViews1764000100000: `
    INSERT INTO saved_view VALUES ('00000000-0000-7000-8000-000000000001', 'ana.silva', 'Mine', 'nobody', NULL, '{}', 1);
    INSERT INTO default_view VALUES ('ana.silva', 'mine')`,
  CreatePushSubscription1764000600000: `
    INSERT INTO push_subscription SELECT gen_random_uuid(), id_sha256, 'https://push.example/' || person_id,
      decode(repeat('04', 65), 'hex'), decode(repeat('05', 16), 'hex'), 'Phone', 'de', now(), NULL FROM session;
    INSERT INTO unpushed_notice SELECT s.id, n.case_id, n.seq, n.person_id FROM push_subscription s, notice n LIMIT 20`,
  CreateCaseSearch1764001200000: `
    INSERT INTO case_search SELECT id, number, case_words(id, 1) FROM "case" LIMIT 3;
    INSERT INTO search_word VALUES ('heizung')`,
  RecordAdministration1764001400000: `INSERT INTO administration_event (at, type, about_id, name) VALUES (now(), 'person.left', 'x', 'X')`,
  CreateAnchor1764002500000: (dataSource) => setAnchors(dataSource, 'everything'),
  CountAttempts1764002760000: `INSERT INTO attempt VALUES (sha256('ana'), 5, ARRAY[now()])`,
};

/** Nobody had asked anything, and no department had missed its standard. */
const EMPTY_FROM_THE_START = ['finding', 'question'];

describe('a database of the first schema', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let watch: LockWatch;
  beforeAll(async () => {
    database = await createTestDatabase();
    const progress = { show: () => undefined, end: () => undefined };
    await restoreBackup({ folder: FIRST, databaseUrl: database.url, progress, onStep: () => undefined });
    dataSource = await createDataSource({ url: database.url }).initialize();
    watch = await watchLocks(database.url, await tables());
  });
  afterAll(async () => {
    await watch?.stop();
    await dataSource.destroy();
    await database.drop();
  });

  const tables = async () => {
    const rows = (await dataSource.query(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY oid`,
    )) as readonly { name: string }[];
    return rows.map(({ name }) => name);
  };
  const emptyTables = async () => {
    const empty: string[] = [];
    for (const table of await tables())
      if ((await dataSource.query(`SELECT FROM "${table}" LIMIT 1`)).length === 0) empty.push(table);
    return empty.filter((table) => !EMPTY_FROM_THE_START.includes(table));
  };
  /** The head of every case's history. */
  const hashes = () =>
    dataSource.query(`SELECT id, version, encode(chain_hash, 'hex') AS hash FROM "case" ORDER BY id`);
  let before: unknown;

  it('was filled by the version of then', async () => {
    expect(await emptyTables()).toEqual([]);
    before = await hashes();
    expect(before).toHaveLength(9);
  });

  it.each(migrationNames.slice(1).map((name, place) => [name, place + 2] as const))(
    '%s meets rows in every table, and nobody waits for it',
    async (name, upTo) => {
      const then = await createDataSource({
        url: database.url,
        migrations: migrationNames.slice(0, upTo),
      }).initialize();
      try {
        await watch.longest();
        expect(await runMigrations(then)).toEqual([name]);
      } finally {
        await then.destroy();
      }
      const waits = await watch.longest();
      expect(waits.size).toBeGreaterThan(20);
      expect([...waits].filter(([, ms]) => ms > LONGEST_WAIT_MS)).toEqual([]);
      const rows = rowsAfter[name];
      await (typeof rows === 'function' ? rows(dataSource) : rows && dataSource.query(rows));
      // A migration that brings a table has its rows above.
      expect(await emptyTables()).toEqual([]);
    },
  );

  it('has come to this version whole: every case with its history, and everything holds', async () => {
    expect(await hashes()).toEqual(before);
    expect(await releaseHeld(dataSource)).not.toBeNull();
    const diagnoses = await examineDatabase(dataSource, { patienceSeconds: 1e9, examples: 3 });
    expect(diagnoses.flatMap(({ examples }) => examples)).toEqual([]);
    expect(diagnoses.find(({ invariant }) => invariant === 'I5')!.checked).toBe(9);
    const found = await dataSource.query(`SELECT number FROM case_search WHERE document @@ 'heizung'::tsquery`);
    expect(found).toEqual([{ number: 1009 }]);
  });

  it('has the schema of a new one', async () => {
    const fresh = await createTestDatabase();
    const other = await createDataSource({ url: fresh.url }).initialize();
    expect(await columnsAndIndexes(dataSource)).toEqual(await columnsAndIndexes(other));
    await other.destroy();
    await fresh.drop();
  });
});

const columnsAndIndexes = (dataSource: DataSource) =>
  dataSource.query(`
    SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(column_default, '') AS what
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1`);
