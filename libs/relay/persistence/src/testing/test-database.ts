import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of one spec's own, with the schema of the migrations and no rows. */
export interface TestDatabase {
  readonly url: string;
  /** Another one with the same rows. Nobody may be connected to this one. */
  copy(): Promise<TestDatabase>;
  /** Closes what is still connected and removes the database. */
  drop(): Promise<void>;
}

/** Clones the migrated template on the test run's server. */
export async function createTestDatabase(): Promise<TestDatabase> {
  await ensureTemplate();
  return cloneOf(TEMPLATE);
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer((server) => server.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`));
  return {
    url: urlOf(name),
    copy: () => cloneOf(name),
    drop: () => onServer(async (server) => void (await server.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

const TEMPLATE = 'baton_template';
const UNFINISHED = 'baton_template_unfinished';
const TEMPLATE_LOCK = 7_421_001;

/** Whoever comes first migrates the template; the others wait. It takes its name last, so half a template is never cloned. */
function ensureTemplate(): Promise<void> {
  return onServer(async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await server.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount) return;
    await server.query(`DROP DATABASE IF EXISTS ${UNFINISHED} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${UNFINISHED}`);
    await migrate(urlOf(UNFINISHED));
    await server.query(`ALTER DATABASE ${UNFINISHED} RENAME TO ${TEMPLATE}`);
  });
}

/** Imported late: a spec that needs a bare database only must not load every entity. */
async function migrate(url: string): Promise<void> {
  const { createDataSource, runMigrations } = await import('../index.js');
  const dataSource = createDataSource({ url, poolSize: 2 });
  await dataSource.initialize();
  try {
    await runMigrations(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function onServer<Result>(work: (server: Client) => Promise<Result>): Promise<Result> {
  const server = new Client({ connectionString: serverUrl().href });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string): string {
  const url = serverUrl();
  url.pathname = database;
  return url.href;
}

function serverUrl(): URL {
  const url = process.env.BATON_TEST_POSTGRES_URL;
  if (!url)
    throw new Error('There is no test server: run this spec in a Jest project that has tools/jest/global-setup.ts.');
  return new URL(url);
}
