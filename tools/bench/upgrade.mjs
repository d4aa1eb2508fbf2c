// How long each migration takes with many cases, and how long others wait for it meanwhile:
// `npm run bench:upgrade -- postgres://superuser:password@host/postgres [events]`. Makes a database there and removes it again.
import { fileURLToPath } from 'node:url';
import pg from 'pg';

import { restoreBackup } from '../../apps/baton/dist/backup/restore-backup.js';
import { createDataSource, migrationNames, runMigrations } from '../../libs/relay/persistence/dist/index.js';
import { watchLocks } from '../../libs/relay/persistence/dist/testing/index.js';
import { multiplyCases } from './many-cases.mjs';

const [server, events = '1000000'] = process.argv.slice(2);
if (!server) {
  console.error('Name a server: npm run bench:upgrade -- postgres://superuser:password@host/postgres [events]');
  process.exit(1);
}
const DATABASE = 'baton_bench_upgrade';
const url = Object.assign(new URL(server), { pathname: DATABASE }).href;
const folder = fileURLToPath(new URL('../../apps/baton/src/migrate/fixtures/first-schema', import.meta.url));

const on = async (address, work) => {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return work(client).finally(() => client.end());
};
const drop = () => on(server, (client) => client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`));

await drop();
await on(server, (client) => client.query(`CREATE DATABASE ${DATABASE}`));
try {
  const progress = { show: () => undefined, end: () => undefined };
  await restoreBackup({ folder, databaseUrl: url, progress, onStep: () => undefined });
  console.log(`Multiplying the cases of the first schema until there are ${events} events …`);
  await on(url, (client) => multiplyCases(client, Number(events)));
  const { rows: tables } = await on(url, (client) =>
    client.query(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`),
  );
  const watch = await watchLocks(
    url,
    tables.map(({ name }) => name),
  );
  console.log('\n| migration | took | longest wait of a writer |\n|---|---|---|');
  for (const [place, name] of migrationNames.entries()) {
    const then = await createDataSource({ url, migrations: migrationNames.slice(0, place + 1) }).initialize();
    await watch.longest();
    const from = performance.now();
    const ran = await runMigrations(then).finally(() => then.destroy());
    const took = (performance.now() - from) / 1000;
    const [table, wait] = [...(await watch.longest())].sort(([, one], [, other]) => other - one)[0];
    if (ran.length > 0) console.log(`| ${name} | ${took.toFixed(1)} s | ${wait.toFixed(0)} ms (${table}) |`);
  }
  await watch.stop();
} finally {
  await drop();
}
