import { addNote, type Case } from '@baton/domain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';

import { createDataSource } from '../database/data-source.js';
import { examineDatabase } from '../doctor/examine-database.js';
import { heldEffects } from '../outbox/dispatch-hold.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { restoreSnapshot, type StoredSnapshot } from './restore-snapshot.js';
import { takeSnapshot } from './take-snapshot.js';

const NOON = Date.UTC(2026, 5, 1, 12);

describe('a snapshot of the whole database', () => {
  let source: TestRelay;
  let target: TestDatabase;
  let restored: DataSource;
  let state: Case;
  beforeAll(async () => {
    source = await openTestRelay();
    const { desk } = source.at(NOON);
    state = await desk.handOver(await desk.opened({ subject: 'Tab\there, back\\slash, “quotes”, Zoë\nand a line' }));
    await desk.opened();
    await source.rows(
      `INSERT INTO administration_event (at, type, about_id, name) VALUES (now(), 'person.left', 'x', 'X')`,
    );
    await source.rows(`INSERT INTO installation_secret VALUES ('vapid', 1, '\\x${'07'.repeat(32)}', now(), NULL)`);
  });
  afterAll(() => source.close());
  beforeEach(async () => {
    target = await createTestDatabase();
    restored = await createDataSource({ url: target.url }).initialize();
  });
  afterEach(async () => {
    await restored.destroy();
    await target.drop();
  });

  const take = async (meanwhile: () => Promise<unknown> = async () => undefined): Promise<StoredSnapshot> => {
    const taken = await takeSnapshot(source.dataSource, async (snapshot) => {
      await meanwhile();
      const parts = new Map<string, { rows: number; text: Buffer }>();
      for (const table of snapshot.tables) {
        const rows = snapshot.read(table);
        parts.set(table.name, { text: await buffer(rows), rows: rows.rows });
      }
      const tables = snapshot.tables.map((table) => ({ ...table, rows: parts.get(table.name)!.rows }));
      return { ...snapshot, tables, read: (name: string) => Readable.from([parts.get(name)!.text]) };
    });
    if (typeof taken === 'string') throw new Error(taken);
    return taken;
  };
  const restore = (snapshot: StoredSnapshot) => restoreSnapshot(target.url, snapshot, () => undefined);

  /** Every row of every table, but for what a restore itself sets. */
  const contents = async (dataSource: DataSource) => {
    const tables = dataSource.entityMetadatas
      .map(({ tableName }) => tableName)
      .filter((name) => name !== 'dispatch_hold');
    const found: Record<string, string> = {};
    for (const table of tables) {
      const [row] = (await dataSource.query(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(r, '|' ORDER BY r)), '') AS rows
         FROM (SELECT (to_jsonb(t) - 'lease_fence' - 'lease_until')::text AS r FROM "${table}" t) r`,
      )) as [{ rows: string }];
      found[table] = row.rows;
    }
    return found;
  };

  /** All that the schema consists of, as the server describes it. */
  const schema = async (dataSource: DataSource) => {
    const rows = (await dataSource.query(`
      SELECT indexdef AS what FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
          || coalesce(column_default, '') || is_identity || is_generated
        FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_proc.oid AND d.deptype = 'e')
      ORDER BY 1`)) as readonly { what: string }[];
    return rows.map(({ what }) => what);
  };

  it('comes back row for row, in the schema as it was', async () => {
    const before = await schema(restored);
    expect(await restore(await take())).toEqual({ outcome: 'restored', notOurs: [] });
    expect(await contents(restored)).toEqual(await contents(source.dataSource));
    expect(Object.values(await contents(restored)).filter((rows) => !rows.startsWith('0 ')).length).toBeGreaterThan(15);
    expect(await schema(restored)).toEqual(before);
    const diagnoses = await examineDatabase(restored, { patienceSeconds: 1e9, examples: 3 });
    expect(diagnoses.flatMap(({ examples }) => examples)).toEqual([]);
  });

  it('numbers go on where they were', async () => {
    await restore(await take());
    const [next] = (await restored.query(`SELECT nextval('case_number')::integer AS number`)) as [{ number: number }];
    const [last] = await source.rows<{ number: number }>('SELECT max(number) AS number FROM "case"');
    expect(next.number).toBe(last!.number + 1);
    await restored.query(
      `INSERT INTO outbox (effect_key, topic, order_key, body) VALUES ('new', 'inform', 'new', '{}')`,
    );
  });

  it('rules hold again: history cannot be changed, and who is referred to cannot go', async () => {
    await restore(await take());
    await expect(restored.query('DELETE FROM case_event')).rejects.toThrow('append-only');
    await expect(restored.query(`DELETE FROM person WHERE id = 'bill'`)).rejects.toThrow('foreign key');
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const { desk } = source.at(NOON + 60_000);
    const before = await contents(source.dataSource);
    const snapshot = await take(() => desk.does(state, addNote, { text: 'meanwhile', legId: null } as never, 'ann'));
    await restore(snapshot);
    expect(await contents(source.dataSource)).not.toEqual(before);
    expect(await contents(restored)).toEqual(before);
  });

  it('sends nothing from then on, until somebody says so', async () => {
    await source.rows(
      `INSERT INTO outbox (effect_key, topic, order_key, body) VALUES ('mail:bea:1', 'mail', 'bea', '{}')`,
    );
    await restore(await take());
    expect(await heldEffects(restored)).toMatchObject([{ key: 'mail:bea:1' }]);
    await source.rows(`DELETE FROM outbox WHERE effect_key = 'mail:bea:1'`);
  });

  it('comes back into the schema of then, and goes on from there', async () => {
    const since = ['RecordAdministration1764001400000', 'HoldDispatch1764002400000', 'RecordPasswords1764002450000'];
    const taken = await take();
    const then = {
      ...taken,
      migrations: taken.migrations.filter((name) => !since.includes(name)),
      tables: taken.tables.filter(({ name }) => !['administration_event', 'dispatch_hold'].includes(name)),
    };
    expect(await restore(then)).toMatchObject({ outcome: 'restored' });
    expect(await restored.query(`SELECT to_regclass('administration_event') AS found`)).toEqual([{ found: null }]);
    await restored.runMigrations();
    expect(await restored.query('SELECT count(*)::integer AS count FROM dispatch_hold')).toEqual([{ count: 1 }]);
    expect(await restored.query('SELECT count(*)::integer AS count FROM administration_event')).toEqual([{ count: 0 }]);
  });

  it('names the tables of others and leaves them out', async () => {
    await source.rows('CREATE TABLE theirs (n integer)');
    await source.rows('INSERT INTO theirs VALUES (1)');
    expect(await restore(await take())).toEqual({ outcome: 'restored', notOurs: ['theirs'] });
    await source.rows('DROP TABLE theirs');
  });

  describe('is not put', () => {
    it('over anything', async () => {
      const snapshot = await take();
      await restore(snapshot);
      expect(await restore(snapshot)).toMatchObject({ outcome: 'in-the-way', inTheWay: { what: 'rows' } });
      expect(await contents(restored)).toEqual(await contents(source.dataSource));
    });

    it('where others keep their tables', async () => {
      await restored.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE theirs (n integer)');
      const inTheWay = { what: 'tables of others', names: ['theirs'] };
      expect(await restore(await take())).toEqual({ outcome: 'in-the-way', inTheWay });
    });

    it('under a service that works on it', async () => {
      const service = await createDataSource({ url: target.url, applicationName: 'baton case-service' }).initialize();
      await service.query('SELECT 1');
      const inTheWay = { what: 'processes', names: ['baton case-service'] };
      expect(await restore(await take())).toEqual({ outcome: 'in-the-way', inTheWay });
      await service.destroy();
    });

    it('into an earlier version of Baton', async () => {
      const snapshot = { ...(await take()), migrations: ['FromTheFuture1'] };
      expect(await restore(snapshot)).toEqual({ outcome: 'newer', unknown: ['FromTheFuture1'] });
    });

    it('in part: rows that break off, are too few or refer to nothing leave the database empty, to be tried again', async () => {
      const whole = await take();
      const but = (table: string, read: () => Readable): StoredSnapshot => ({
        ...whole,
        read: (name) => (name === table ? read() : whole.read(name)),
      });
      const breaks = function* () {
        yield Buffer.from('half a row');
        throw new Error('the disk broke');
      };
      await expect(restore(but('case_event', () => Readable.from(breaks())))).rejects.toThrow('the disk broke');
      await expect(restore(but('case_event', () => Readable.from([])))).rejects.toThrow(
        /case_event took in 0 rows of \d+/,
      );
      await expect(restore(but('case_event', () => Readable.from(['nonsense\n'])))).rejects.toThrow('uuid');
      const noPeople = {
        ...but('person', () => Readable.from([])),
        tables: whole.tables.map((table) => ({ ...table, rows: table.name === 'person' ? 0 : table.rows })),
      };
      await expect(restore(noPeople)).rejects.toThrow('foreign key');
      expect(await restore(whole)).toMatchObject({ outcome: 'restored' });
    });
  });

  it('is not taken while a migration runs, nor of a database without Baton', async () => {
    const other = source.dataSource.createQueryRunner();
    await other.query('SELECT pg_advisory_lock(7421002)');
    await expect(take()).rejects.toThrow('migrating');
    await other.query('SELECT pg_advisory_unlock(7421002)');
    await other.release();
    await restored.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    expect(await takeSnapshot(restored, async () => 'taken')).toBe('no-schema');
  });

  it('can be left in the middle of a table, and the next one works', async () => {
    const leaves = takeSnapshot(source.dataSource, async (snapshot) => {
      for await (const _ of snapshot.read(snapshot.tables.find(({ name }) => name === 'case_event')!))
        throw new Error('enough');
    });
    await expect(leaves).rejects.toThrow('enough');
    expect((await take()).tables.length).toBeGreaterThan(30);
  });
});
