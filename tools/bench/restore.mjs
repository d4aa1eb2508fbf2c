// How long a backup and its restore take: `npm run bench:restore -- postgres://superuser:password@host/postgres [events]`.
// Makes two databases on that server and removes them again; 1,000,000 events need 6 GB of disk for some minutes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

import { multiplyCases } from './many-cases.mjs';

const [server, events = '1000000'] = process.argv.slice(2);
if (!server) {
  console.error('Name a server: npm run bench:restore -- postgres://superuser:password@host/postgres [events]');
  process.exit(1);
}
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const urlOf = (database) => Object.assign(new URL(server), { pathname: database }).href;
const databases = ['baton_bench_source', 'baton_bench_target'];
const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));

const on = async (database, work) => {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  return work(client).finally(() => client.end());
};
const remake = (database, make) =>
  on('postgres', async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    if (make) await client.query(`CREATE DATABASE ${database}`);
  });
const baton = (database, ...words) => {
  const from = performance.now();
  const run = `import(${JSON.stringify(here('../../apps/baton/dist/main.js'))}).then(({ main }) => main(process.argv))`;
  const env = { ...process.env, DATABASE_URL: urlOf(database) };
  process.stdout.write(execFileSync(process.execPath, ['--eval', run, 'baton', ...words], { env }));
  return (performance.now() - from) / 1000;
};

try {
  for (const database of databases) await remake(database, true);
  baton('baton_bench_source', 'restore', here('../../apps/baton/src/migrate/fixtures/first-schema'));
  console.log(`Multiplying its cases until there are ${events} events …`);
  await on('baton_bench_source', (client) => multiplyCases(client, Number(events)));
  const copied = baton('baton_bench_source', 'backup', join(folder, 'backup'));
  const { tables, postgres } = JSON.parse(readFileSync(join(folder, 'backup', 'manifest.json'), 'utf8'));
  const restored = baton('baton_bench_target', 'restore', join(folder, 'backup'));
  const size = await on('baton_bench_target', (client) =>
    client.query('SELECT pg_database_size(current_database()) AS bytes'),
  );
  const rows = (name) => tables.find((table) => table.name === name).rows.toLocaleString('en');
  console.log(`\nNode ${process.versions.node}, PostgreSQL ${postgres}`);
  console.log(`${rows('case')} cases, ${rows('case_event')} events, ${(size.rows[0].bytes / 1e9).toFixed(1)} GB`);
  console.log(
    `backup: ${copied.toFixed(0)} s, ${(tables.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(0)} MB`,
  );
  console.log(`restore: ${restored.toFixed(0)} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
  for (const database of databases) await remake(database, false);
}
