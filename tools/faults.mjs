// `npm run faults`: breaks the built apps on purpose and looks whether anything was lost (docs/faults.md).
//   --only F1,F4   --seed 7   --rounds 50   --minutes 14   --mutations   --write docs/faults.md
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';

/** A wrong clock needs it. On Debian, root can simply have it; elsewhere that fault is reported as not run. */
if (spawnSync('faketime', ['--version']).error && process.getuid?.() === 0) {
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'faketime']])
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

const root = fileURLToPath(new URL('..', import.meta.url));
// As deep in the tree as the sources of the battery, which look for the apps from there.
const folder = join(root, 'apps/relay-e2e/dist/faults');
await build({
  entryPoints: {
    battery: join(root, 'apps/relay-e2e/src/faults/battery.ts'),
    postgres: join(root, 'tools/jest/test-postgres.ts'),
    redis: join(root, 'tools/jest/test-redis.ts'),
  },
  outdir: folder,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  sourcemap: 'inline',
});
const load = (name) => import(pathToFileURL(join(folder, `${name}.js`)).href);
const [{ runBattery }, { startTestPostgres }, { startTestRedis }] = await Promise.all(
  ['battery', 'postgres', 'redis'].map(load),
);

/** As it comes: what was acknowledged is on disk. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_preload_libraries: 'pg_stat_statements',
};
const [postgres, redis] = await Promise.all([startTestPostgres(DURABLE), startTestRedis()]);
process.env.BATON_TEST_POSTGRES_URL = postgres.url;
process.env.BATON_TEST_REDIS_URL = redis.url;
try {
  process.exitCode = await runBattery(process.argv.slice(2), {
    postgres,
    redis,
    startPostgres: (settings) => startTestPostgres({ ...DURABLE, ...settings }),
    startRedis: startTestRedis,
  });
} finally {
  await Promise.all([postgres.stop(), redis.stop()]);
}
process.exit(); // A client that was cut off in the middle may still hold a timer.
