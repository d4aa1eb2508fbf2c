// Jest loads this file and what it imports without its module resolution: hence the `.ts` endings in this folder.
import { startTestPostgres, startTestReplica } from './test-postgres.ts';
import { startTestRedis, startTestRedisCluster } from './test-redis.ts';

/** Servers as many machines share them: a PostgreSQL with a replica, a Redis Cluster of three masters, and one Redis to compare with. */
export default async function startSharedServers(): Promise<void> {
  // A commit counts once it can be sent to the replica.
  const primary = await startTestPostgres({ synchronous_commit: 'on' });
  globalThis.testServers = [primary];
  const [replica, redis, cluster] = await Promise.all([
    startTestReplica(primary),
    startTestRedis(),
    startTestRedisCluster(3),
  ]);
  globalThis.testServers = [replica, primary, redis, cluster];
  process.env.BATON_TEST_POSTGRES_URL = primary.url;
  process.env.BATON_TEST_REPLICA_URL = replica.url;
  process.env.BATON_TEST_REDIS_URL = redis.url;
  process.env.BATON_TEST_REDIS_CLUSTER_URL = cluster.url;
}
