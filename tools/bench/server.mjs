import { mkdirSync } from 'node:fs';
import pg from 'pg';

import { startEmbeddedDatabase } from '../../apps/baton/dist/start/embedded-database.js';
import { makeHome } from '../../apps/baton/dist/start/home-lock.js';

/** The PostgreSQL that comes with Baton, as it comes, on a folder of the benchmarks' own. */
export async function startServer(folder) {
  mkdirSync(folder, { recursive: true });
  makeHome(folder);
  const news = { started: () => undefined, died: (how) => console.error(`PostgreSQL ended: ${how}`) };
  const { url, process: server } = await startEmbeddedDatabase(folder, 'any free', () => undefined, news);
  const postmaster = async () =>
    Number(
      (await maintenance.query("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid")).rows[0].pid,
    );
  const maintenance = new pg.Pool({ connectionString: url, max: 1 });
  maintenance.on('error', () => undefined);
  const urlOf = (name) => Object.assign(new URL(url), { pathname: name }).href;
  return {
    urlOf,
    pid: await postmaster(),
    query: async (sql, values) => (await maintenance.query(sql, values)).rows,
    async has(name) {
      return (await maintenance.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1;
    },
    async stop() {
      await maintenance.end();
      await server.stop();
    },
  };
}
