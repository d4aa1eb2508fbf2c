import { createDataSource } from '@baton/persistence';
import { createTestDatabase, type TestDatabase } from '@baton/persistence/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { SignInThrottle } from './sign-in-throttle.js';

let database: TestDatabase;
/** Two processes. */
let sources: readonly DataSource[];
let throttle: SignInThrottle;
let elsewhere: SignInThrottle;
beforeAll(async () => {
  database = await createTestDatabase();
  const open = () => createDataSource({ url: database.url }).initialize();
  sources = [await open(), await open()];
  [throttle, elsewhere] = sources.map((source) => new SignInThrottle(source)) as [SignInThrottle, SignInThrottle];
});
afterAll(async () => {
  for (const source of sources) await source.destroy();
  await database.drop();
});
beforeEach(() => sources[0]!.query('TRUNCATE attempt'));

const attempt = async (email = 'ann@example.com', address = '10.0.0.1', where = throttle) => {
  try {
    await where.begin(email, address);
    return 'let through';
  } catch (error) {
    return (error as { headers: Record<string, string> }).headers['retry-after'];
  }
};
const times = async (count: number, one: (index: number) => Promise<unknown>) => {
  const answers: unknown[] = [];
  for (let index = 0; index < count; index++) answers.push(await one(index));
  return answers;
};
/** Everything lies so much further back. */
const minutesLater = (minutes: number) =>
  sources[0]!.query(
    `UPDATE attempt SET at = ARRAY(SELECT one - $1 * interval '1 minute' FROM unnest(at) one ORDER BY one)`,
    [minutes],
  );

/** What comes of attempts that begin while somebody holds the rows they all want: none sees what another has counted. */
async function atOnce(begin: () => readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const holder = sources[0]!.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM attempt FOR UPDATE');
  const begun = begin();
  for (let waiting = 0; waiting < begun.length;) {
    const rows = await sources[1]!.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    waiting = (rows as readonly object[]).length;
  }
  await holder.commitTransaction();
  await holder.release();
  return Promise.all(begun);
}

describe('slowing guesses down', () => {
  it('closes the door to one person from one address after five, at every process', async () => {
    await times(3, () => attempt());
    await times(2, () => attempt('ann@example.com', '10.0.0.1', elsewhere));
    expect([await attempt(), await attempt('ann@example.com', '10.0.0.1', elsewhere)]).toEqual(['900', '900']);
  });

  it('lets no more through when all come at once', async () => {
    await times(4, () => attempt());
    const answers = await atOnce(() =>
      [throttle, elsewhere].flatMap((where) =>
        Array.from({ length: 4 }, () => attempt('ann@example.com', '10.0.0.1', where)),
      ),
    );
    expect(answers.filter((answer) => answer === 'let through')).toHaveLength(1);
  });

  it('opens it again when the first of them is a quarter of an hour old', async () => {
    await times(5, () => attempt());
    await minutesLater(14);
    expect(Number(await attempt())).toBeLessThanOrEqual(60);
    await minutesLater(1);
    expect(await times(5, () => attempt())).toEqual(Array(5).fill('let through'));
    expect(await attempt()).toBe('900');
  });

  it('does not lock a person out elsewhere, however they write their address and however often one hammers', async () => {
    await times(100, () => attempt('ANN@example.com'));
    expect(await attempt('ann@example.com')).toBe('900');
    expect(await attempt('ann@example.com', '10.0.0.2')).toBe('let through');
  });

  it('closes an address after fifty, whoever is tried from there, and a person after fifty, wherever from', async () => {
    await times(50, (index) => attempt(`p${index}@example.com`));
    expect(await attempt('somebody@example.com')).toBe('900');
    await times(50, (index) => attempt('bob@example.com', `10.0.1.${index}`));
    expect(await attempt('bob@example.com', '10.0.2.1')).toBe('900');
  });

  it('does not count what succeeds', async () => {
    await times(60, async () => {
      expect(await attempt()).toBe('let through');
      await throttle.succeeded('ann@example.com', '10.0.0.1');
    });
  });

  it('keeps neither whose door it is nor more attempts than close it', async () => {
    await times(5, () => attempt());
    await minutesLater(16);
    await times(5, () => attempt());
    const rows = await sources[0]!.query(
      'SELECT encode(door, $1) AS door, most, cardinality(at) AS attempts FROM attempt ORDER BY 2',
      ['escape'],
    );
    expect(rows).toMatchObject([
      { most: 5, attempts: 5 },
      { most: 50, attempts: 10 },
      { most: 50, attempts: 10 },
    ]);
    expect(JSON.stringify(rows)).not.toContain('ann');
  });
});
