import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { rowsLookedAt } from '../testing/rows-looked-at.js';
import { createDataSource } from './data-source.js';
import { keepHouse } from './keep-house.js';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.url }).initialize();
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});
beforeEach(() => dataSource.query('TRUNCATE outbox, idempotency'));

const keep = () => keepHouse(dataSource, 30);

const effects = (name: string, count: number, doneAt: string) =>
  dataSource.query(
    `INSERT INTO outbox (effect_key, topic, order_key, body, created_at, done_at)
     SELECT '${name}' || n, 'inform', n, '{}', coalesce(${doneAt}, now() - interval '9 days'), ${doneAt}
     FROM generate_series(1, $1::integer) n`,
    [count],
  );
const keys = (name: string, expiresAt: string) =>
  dataSource.query(
    `INSERT INTO idempotency (principal, route, key, request_hash, status, body, expires_at)
     VALUES ('ann', 'POST /x', $1, '', 200, '{}', ${expiresAt})`,
    [name],
  );
const left = (sql: string) => dataSource.query(sql).then((rows: { name: string }[]) => rows.map(({ name }) => name));

describe('keeping house', () => {
  it('removes what has had its day, and nothing else', async () => {
    await effects('old', 1, `now() - interval '8 days'`);
    await effects('recent', 1, `now() - interval '6 days'`);
    await effects('pending', 1, 'NULL');
    await keys('over', `now() - interval '1 second'`);
    await keys('valid', `now() + interval '1 minute'`);
    expect(await keep()).toEqual({
      removed: { outbox: 1, idempotency: 1, session: 0, api_token: 0, attempt: 0, timer: 0, notice: 0 },
      mayBeMore: false,
    });
    expect(await left('SELECT effect_key AS name FROM outbox ORDER BY 1')).toEqual(['pending1', 'recent1']);
    expect(await left('SELECT key AS name FROM idempotency')).toEqual(['valid']);
  });

  it('does not look through the effects of this week for those of last week', async () => {
    await effects('old', 100, `now() - interval '8 days'`);
    await effects('recent', 20_000, `now() - interval '1 day'`);
    await dataSource.query('ANALYZE outbox');
    const looks = await rowsLookedAt(dataSource, (watched) => keepHouse(watched, 30));
    const ofOutbox = looks.filter(({ table }) => table === 'outbox');
    expect(ofOutbox.length).toBeGreaterThan(0);
    expect(ofOutbox.filter(({ by, rows }) => by === 'Seq Scan' || rows > 150)).toEqual([]);
    expect(await left(`SELECT effect_key AS name FROM outbox WHERE effect_key LIKE 'old%'`)).toEqual([]);
  });

  it('says when there is more, so that a busy company does not outgrow the broom', async () => {
    await effects('old', 5_001, `now() - interval '8 days'`);
    expect(await keep()).toMatchObject({ removed: { outbox: 5_000 }, mayBeMore: true });
    expect(await keep()).toMatchObject({ removed: { outbox: 1 }, mayBeMore: false });
  });
});
