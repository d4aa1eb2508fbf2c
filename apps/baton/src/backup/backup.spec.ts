import { createDataSource } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';

import type { Manifest } from './manifest.js';
import { restoreBackup } from './restore-backup.js';
import { writeBackup } from './write-backup.js';

describe('a backup in a folder', () => {
  let source: TestDatabase;
  let target: TestDatabase;
  let dataSource: DataSource;
  let place: string;
  let folder: string;
  const shown: (readonly [done: number, total: number, count: number])[] = [];
  const progress = { show: (...how: [number, number, number]) => void shown.push(how), end: () => undefined };

  beforeAll(async () => {
    source = await createTestDatabase();
    dataSource = await createDataSource({ url: source.url }).initialize();
    await dataSource.query(`INSERT INTO search_word SELECT 'word' || n FROM generate_series(1, 50000) n`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await source.drop();
  });
  beforeEach(async () => {
    target = await createTestDatabase();
    place = mkdtempSync(join(tmpdir(), 'baton-backup-'));
    folder = join(place, 'monday');
    shown.length = 0;
  });
  afterEach(async () => {
    await target.drop();
    rmSync(place, { recursive: true });
  });

  const backup = () => writeBackup(dataSource, folder, progress);
  const restore = () => restoreBackup({ folder, databaseUrl: target.url, progress, onStep: () => undefined });
  const manifest = () => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const words = async () => {
    const restored = await createDataSource({ url: target.url }).initialize();
    try {
      return ((await restored.query('SELECT count(*)::integer AS count FROM search_word')) as [{ count: number }])[0]
        .count;
    } finally {
      await restored.destroy();
    }
  };

  it('says what is in it, is for its owner alone, and comes back', async () => {
    await backup();
    const { tables, migrations } = manifest();
    expect(migrations[0]).toBe('CreateRelay1763800000000');
    expect(tables.find(({ name }) => name === 'search_word')).toMatchObject({ rows: 50_000, columns: ['word'] });
    expect(readdirSync(folder)).toHaveLength(tables.length + 1);
    for (const path of [folder, ...readdirSync(folder).map((file) => join(folder, file))])
      expect(statSync(path).mode & 0o077).toBe(0);
    expect(shown.at(-1)![2]).toBe(tables.reduce((sum, { rows }) => sum + rows, 0));

    shown.length = 0;
    await restore();
    expect(await words()).toBe(50_000);
    const [done, total, rows] = shown.at(-1)!;
    expect([done, rows]).toEqual([total, tables.reduce((sum, table) => sum + table.rows, 0)]);
  });

  it('is never written over another', async () => {
    mkdirSync(folder);
    await expect(backup()).rejects.toThrow('is there already. Name a folder that is not');
  });

  it('is taken once at a time: nobody writes into the files of another', async () => {
    const outcomes = await Promise.allSettled([backup(), backup()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { message: expect.stringMatching('Another backup') },
    });
    await restore();
    expect(await words()).toBe(50_000);
  });

  it('leaves nothing behind that looks like one when it breaks off', async () => {
    const other = dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('LOCK TABLE administration_event');
    await expect(backup()).rejects.toThrow('lock timeout');
    await other.rollbackTransaction();
    await other.release();
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(place)).toEqual([]);
    await backup();
  });

  it.each<[string, (file: string) => void, string]>([
    ['a file was changed', (file) => writeFileSync(file, 'other'), 'not what was written: its checksum differs'],
    ['a file is missing', (file) => rmSync(file), 'is missing'],
  ])('is not begun with when %s', async (_, spoil, sentence) => {
    await backup();
    spoil(join(folder, 'search_word.copy.gz'));
    await expect(restore()).rejects.toThrow(sentence);
    expect(await words()).toBe(0);
  });

  it('is looked for where it was said to be', async () => {
    await expect(restore()).rejects.toThrow('There is no backup in');
    mkdirSync(folder);
    writeFileSync(join(folder, 'manifest.json'), '{"format":');
    await expect(restore()).rejects.toThrow('is damaged, or of a later version');
  });

  it('is not put over what is there', async () => {
    await backup();
    await restore();
    await expect(restore()).rejects.toThrow('This database is not empty: there are rows in search_word');
  });
});
