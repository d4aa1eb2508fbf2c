// Jest loads this file and what it imports without its module resolution: hence the `.ts` endings in this folder.
import type { ServerProcess } from './server-process.ts';
import { startTestPostgres } from './test-postgres.ts';
import { startTestRedis, startTestRedisCluster } from './test-redis.ts';

declare global {
  /** The servers of this test run, for the teardown. */
  var testServers: readonly ServerProcess[] | undefined;
}

/**
 * Starts the real servers that specs talk to, once for a test run, and names them in the environment.
 * Spec files run side by side: each clones a database of its own and takes a queue prefix of its own.
 */
export default async function startTestServers(): Promise<void> {
  const [postgres, redis, cluster] = await Promise.all([
    startTestPostgres(),
    startTestRedis(),
    startTestRedisCluster(),
  ]);
  globalThis.testServers = [postgres, redis, cluster];
  process.env.BATON_TEST_POSTGRES_URL = postgres.url;
  process.env.BATON_TEST_REDIS_URL = redis.url;
  process.env.BATON_TEST_REDIS_CLUSTER_URL = cluster.url;
}
