import { execFileSync } from 'node:child_process';

import type { BuiltProcess } from '../support/built-process.js';
import type { Installation } from '../support/installation.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { Prober } from './prober.js';
import { withInstallation } from './with-installation.js';

/** F18: a hundred thousand timers are due at the same moment, each of a case of its own. */
export const stormOfTimers: Fault = {
  id: 'F18',
  name: 'timers due at once, each of another case, during traffic',
  times: 100_000,
  share: 90,
  run: (run) =>
    withInstallation({ workers: 1 }, async (baton) => {
      const [worker] = baton.workers as [BuiltProcess];
      const count = run.limit.seconds < 300 ? Math.min(20_000, run.limit.times) : run.limit.times;
      await cloneCases(baton, count);
      const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 1 });
      const prober = new Prober(run, baton, { reading: 0.5 });
      const sizeBefore = memoryOf(worker.pid);
      const [{ at }] = (await baton.database.query<{ at: string }>(
        `WITH due AS (UPDATE timer SET fire_at = date_trunc('milliseconds', now()), wake_at = date_trunc('milliseconds', now()) WHERE kind = 'storm') SELECT now()::text AS at`,
      )) as [{ at: string }];
      const left = async () =>
        (
          await baton.database.query<{ count: number }>(
            `SELECT count(*)::integer AS count FROM timer WHERE kind = 'storm' AND fired_at IS NULL AND cancelled_at IS NULL`,
          )
        )[0]!.count;
      let size = 0;
      const all = async () => {
        size = Math.max(size, memoryOf(worker.pid));
        return (await left()) === 0;
      };
      await until('all of them have fired', all, 600).catch((error: unknown) => run.breach(`I4 ${String(error)}`));
      const [times] = await baton.database.query<{ first: number; last: number; fired: number }>(
        `SELECT extract(epoch FROM min(fired_at) - $1)::float8 AS first, extract(epoch FROM max(fired_at) - $1)::float8 AS last,
           count(fired_at)::integer AS fired FROM timer WHERE kind = 'storm'`,
        [at],
      );
      await traffic.ends();
      await prober.end();
      for (const surprise of traffic.surprises) run.breach(`answered: ${surprise}`);
      if (times!.fired !== count) run.breach(`I4 ${count} were due, ${times!.fired} fired`);
      run.measure('due to the first that fired', times!.first, 2);
      run.measure('due to the last that fired', times!.last, 30);
      run.measure('memory that the worker took on top', size - sizeBefore, 300, { unit: 'MB' });
      run.done(times!.fired);
      await removeClones(baton);
      await examine(run, baton);
    }),
};

/** F19: a million timers wait for their day; claiming those that are due must not notice. */
export const backlogOfTimers: Fault = {
  id: 'F19',
  name: 'timers of next year in the table while others are claimed, before and after a tenth of them fired',
  times: 1_000_000,
  share: 50,
  run: (run) =>
    withInstallation({ workers: 1 }, async (baton) => {
      await baton.database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
      const { id } = await baton.as('ana').opens('refund');
      const count = run.limit.seconds < 20 ? Math.min(100_000, run.limit.times) : run.limit.times;
      await baton.database.query(
        `INSERT INTO timer (case_id, subject_kind, subject_id, kind, fire_at, epoch, wake_at)
         SELECT $1, 'case', gen_random_uuid(), 'storm', now() + interval '1 year', 1, now() + interval '1 year' + n * interval '1 second'
         FROM generate_series(1, $2::integer) n`,
        [id, count],
      );
      run.done(count);
      await claims(run, baton, `a claim beside ${count.toLocaleString('en')} timers`);
      await baton.database.query(
        `UPDATE timer SET fired_at = now() WHERE kind = 'storm' AND ctid IN (SELECT ctid FROM timer WHERE kind = 'storm' LIMIT $1)`,
        [Math.floor(count / 10)],
      );
      await claims(run, baton, 'a claim after a tenth of them fired, without vacuum');
      await baton.database.query(`DELETE FROM timer WHERE kind = 'storm'`);
      await examine(run, baton);
    }),
};

/** The worker's own statement, as the server timed it over several seconds. */
async function claims(run: Run, { database }: Installation, what: string): Promise<void> {
  const READ = `SELECT calls::integer AS calls, mean_exec_time AS mean, max_exec_time AS worst FROM pg_stat_statements
    WHERE query LIKE '%FROM timer t JOIN "case" c%' AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    ORDER BY calls DESC LIMIT 1`;
  await database.query('SELECT pg_stat_statements_reset()');
  const seen = await until(
    'enough claims',
    async () => {
      const [row] = await database.query<{ calls: number; mean: number; worst: number }>(READ);
      return row && row.calls >= 20 && row;
    },
    60,
  );
  run.measure(what, seen.mean, 20, { unit: 'ms on average' });
  run.measure(`${what}, the slowest`, seen.worst, 20, { unit: 'ms' });
}

/** Copies of one case by the database alone, each with one timer. What hangs on the chain of hashes is left out: they are gone before it is looked at. */
async function cloneCases(baton: Installation, count: number): Promise<void> {
  const { id } = await baton.as('ana').opens('refund');
  await baton.settles();
  const { database } = baton;
  await database.query(`CREATE TABLE clone AS SELECT gen_random_uuid() AS id, n FROM generate_series(1, ${count}) n`);
  const columns = async (table: string, changed: Readonly<Record<string, string>>) => {
    const rows = await database.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    const names = rows.map(({ name }) => name);
    const values = names.map((name) => changed[name] ?? `t.${name}`).join(', ');
    return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values} FROM ${table} t, clone WHERE t.${table === '"case"' ? 'id' : 'case_id'} = '${id}'`;
  };
  await database.query(await columns('"case"', { id: 'clone.id', number: '1000000 + clone.n' }));
  for (const table of ['leg', 'handoff', 'clock', 'co_owner'])
    await database.query(await columns(table, { case_id: 'clone.id' }));
  await database.query(
    `INSERT INTO timer (case_id, subject_kind, subject_id, kind, fire_at, epoch, wake_at)
     SELECT id, 'case', id, 'storm', now() + interval '1 day', 1, now() + interval '1 day' FROM clone`,
  );
  await database.query('ANALYZE');
}

async function removeClones({ database }: Installation): Promise<void> {
  for (const table of [
    'timer',
    'leg',
    'handoff',
    'clock',
    'co_owner',
    'notice',
    'case_event',
    'case_search',
    'anchored_head',
  ])
    await database.query(
      `BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM ${table} t USING clone WHERE t.case_id = clone.id; COMMIT`,
    );
  await database.query(
    `BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE anchor, anchored_head;
     DELETE FROM outbox o USING clone WHERE o.order_key = clone.id::text;
     DELETE FROM "case" c USING clone WHERE c.id = clone.id; COMMIT`,
  );
}

const memoryOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;
