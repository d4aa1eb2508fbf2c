import { LATEST_SCHEMA_VERSION, runMigrations } from 'bullmq';
import pg from 'pg';
import { SetupProblem } from '../config/setup-problem.js';
import { ServerUnavailable } from '../connection/server-unavailable.js';

const SCHEMA = 'bullmq';

/** Creates or upgrades the queue's schema. A step of deployment, run by the role that owns it; doing it again changes nothing. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'baton migrate',
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
  } catch (error) {
    throw new ServerUnavailable('PostgreSQL', databaseUrl, 'DATABASE_URL', error);
  }
  try {
    await runMigrations(client, SCHEMA);
    // Jobs come and go: until a fifth of such a table is dead is too long to wait.
    for (const table of ['job', 'event'])
      await client.query(
        `ALTER TABLE ${SCHEMA}.${table} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01)`,
      );
  } finally {
    await client.end();
  }
}

/** Rejects, saying what to run, when the queue's schema is missing or older than this version needs. */
export async function assertQueueMigrated(database: Pick<pg.Pool, 'query'>): Promise<void> {
  const { rows } = await database.query<{ exists: boolean }>(
    `SELECT to_regclass('${SCHEMA}.migration') IS NOT NULL AS exists`,
  );
  const version = rows[0]?.exists ? await schemaVersion(database) : 0;
  if (version < LATEST_SCHEMA_VERSION) {
    throw new SetupProblem(
      `The queue's schema is at version ${version} of ${LATEST_SCHEMA_VERSION}. Run "baton migrate" first.`,
    );
  }
}

async function schemaVersion(database: Pick<pg.Pool, 'query'>): Promise<number> {
  const { rows } = await database.query<{ version: number }>(
    `SELECT coalesce(max(version), 0)::int AS version FROM ${SCHEMA}.migration`,
  );
  return rows[0]!.version;
}
