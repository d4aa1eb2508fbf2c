import { createDataSource, parkedEffects } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';

import { registerEffects } from './register-effects.js';

describe('baton effects', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let said: string[];
  const url = process.env['DATABASE_URL'];

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await createDataSource({ url: database.url }).initialize();
    process.env['DATABASE_URL'] = database.url;
  });

  beforeEach(async () => {
    said = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
    jest.spyOn(console, 'error').mockImplementation((text: string) => void said.push(text));
    await dataSource.query(`TRUNCATE outbox RESTART IDENTITY`);
    await dataSource.query(
      `INSERT INTO outbox (effect_key, topic, order_key, body, attempts, parked_at, last_error)
       VALUES ('mail:ana:1', 'mail', 'mail:ana', '{}', 35, now(), 'connection refused'), ('inform:x:1', 'inform', 'x', '{}', 0, NULL, NULL)`,
    );
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
  });

  afterAll(async () => {
    if (url === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = url;
    await dataSource.destroy();
    await database.drop();
  });

  const run = async (...words: string[]) => {
    const program = new Command().exitOverride();
    registerEffects(program);
    await program.parseAsync(['effects', ...words], { from: 'user' });
    return said.join('\n');
  };
  const parked = async () => (await parkedEffects(dataSource)).length;

  it('lists what is parked with its last error', async () => {
    expect(await run('parked')).toMatch(/1 {2}mail {2}mail:ana:1 .* after 35 failures\n {4}connection refused/);
  });

  it('tries one again', async () => {
    expect(await run('retry', '1')).toBe('One effect is tried again.');
    expect(await parked()).toBe(0);
  });

  it('tries all again', async () => {
    expect(await run('retry', '--all')).toBe('One effect is tried again.');
    expect(await run('parked')).toContain('Nothing is parked.');
  });

  it.each([
    [['retry'], 'Name one effect, or say --all'],
    [['retry', '1', '--all'], 'Name one effect, or say --all'],
    [['retry', 'x; DROP TABLE outbox'], 'is not the id of an effect'],
    [['retry', '2'], 'Effect 2 is not parked'],
  ])('says what to do instead: %s', async (words, message) => {
    expect(await run(...words)).toContain(message);
    expect(process.exitCode).toBe(1);
    expect(await parked()).toBe(1);
  });

  describe('held since a restore', () => {
    beforeEach(async () => {
      await run('hold', '--reason', 'restored from a backup');
      said = [];
      await dataSource.query(
        `INSERT INTO outbox (effect_key, topic, order_key, body) VALUES ('mail:bea:1', 'mail', 'bea', '{"personId":"bea"}'),
           ('mail:bob:1', 'mail', 'bob', '{"personId":"bob"}')`,
      );
    });
    afterEach(() => dataSource.query('DELETE FROM dispatch_hold'));
    const due = async () =>
      (await dataSource.query(`SELECT effect_key FROM outbox WHERE topic = 'mail' AND done_at IS NULL`)).length;

    it('lists why, since when and what, and nothing else', async () => {
      expect(await run('held')).toMatch(
        /^Held since \S+Z: restored from a backup\. 2 waiting:\n3 {2}mail {2}mail:bea:1 {2}from \S+Z\n4 {2}mail {2}mail:bob:1/,
      );
    });

    it('discards one or all, and ends the hold', async () => {
      const before = await due();
      const [{ id }] = (await dataSource.query(`SELECT id FROM outbox WHERE effect_key = 'mail:bea:1'`)) as [
        { id: string },
      ];
      expect(await run('discard', id)).toBe('One effect is discarded.');
      expect(await due()).toBe(before - 1);
      expect(await run('release')).toContain('The hold is over. One effect leaves now.');
      expect(await run('release')).toContain('Nothing is held.');
      expect(await due()).toBe(before - 1);
    });

    it.each([
      [['discard'], 'Name one effect, or say --all. “baton effects held” lists them.'],
      [['discard', '2'], 'Effect 2 is not held'],
    ])('says what to do instead: %s', async (words, message) => {
      const before = await due();
      expect(await run(...words)).toContain(message);
      expect(process.exitCode).toBe(1);
      expect(await due()).toBe(before);
    });
  });
});
