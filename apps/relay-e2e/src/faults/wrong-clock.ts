import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BuiltProcess } from '../support/built-process.js';
import type { Installation } from '../support/installation.js';
import { until } from '../support/until.js';
import { examine } from './checker.js';
import { type Fault, NotHere, type Run } from './fault.js';
import { Sleepers } from './sleepers.js';
import { withInstallation } from './with-installation.js';

/** F9: one of two workers lives in another time. */
export const wrongClock: Fault = {
  id: 'F9',
  name: 'a worker whose clock is wrong by seconds to a year, and one whose clock jumps while it runs',
  times: 200,
  share: 70,
  async run(run) {
    if (spawnSync('faketime', ['--version']).error)
      throw new NotHere('faketime is not installed (apt-get install faketime)');
    await withInstallation({ workers: 1 }, async (baton) => {
      await baton.database.query(WITNESS);
      const sleepers = new Sleepers(baton.as('lea'), 500);
      const before = await eventsOf(baton);
      while (run.goesOn(0.6)) await startsWrong(run, baton, OFFSETS[run.times % OFFSETS.length]!);
      if (run.goesOn()) await jumps(run, baton);
      await sleepers.end();
      if ((await eventsOf(baton)) === before) run.breach('no timer fired: nothing was tried');
      await lateness(run, baton);
      const early = await baton.database.query('SELECT * FROM fired_early');
      if (early.length > 0)
        run.breach(`I4 ${early.length} timers fired before their time: ${JSON.stringify(early[0])}`);
      await examine(run, baton);
    });
  },
};

/** As `faketime -f` takes them. */
const OFFSETS = ['+1h', '-1h', '+1y', '-3s', '+10s', '+2m', '-2m', '-1d'];

/** The database's own clock is the judge of what was early, whatever a worker writes. */
const WITNESS = `
CREATE TABLE fired_early (case_id uuid, kind text, fire_at timestamptz, seen_at timestamptz);
CREATE FUNCTION witness_firing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO fired_early VALUES (NEW.case_id, NEW.kind, NEW.fire_at, clock_timestamp());
  RETURN NULL;
END $$;
CREATE TRIGGER witness AFTER UPDATE ON timer FOR EACH ROW
  WHEN (OLD.fired_at IS NULL AND NEW.fired_at IS NOT NULL AND clock_timestamp() < NEW.fire_at) EXECUTE FUNCTION witness_firing();
`;

const eventsOf = async ({ database }: Installation) =>
  (
    await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM timer WHERE fired_at IS NOT NULL')
  )[0]!.count;

const SAYS_SO = /(this clock is wrong)/;

async function startsWrong(run: Run, baton: Installation, offset: string): Promise<void> {
  const wrong = new BuiltProcess('relay-worker', { DATABASE_URL: baton.database.url, LOG_LEVEL: 'info' }, [
    'faketime',
    '-f',
    offset,
  ]);
  try {
    await wrong.start();
    await sleep(2_000);
    if (!wrong.logged(SAYS_SO)) run.breach(`I4 a worker ${offset} off does not say so, and stays in service`);
    if (wrong.logged(/(timers took effect)/)) run.breach(`I4 a worker ${offset} off fired timers`);
    run.count(`workers ${offset} off`);
    run.done();
  } finally {
    await wrong.kill9();
  }
}

/** Right at first, and wrong while it works: it is to notice within a minute. */
async function jumps(run: Run, baton: Installation): Promise<void> {
  const file = join(tmpdir(), `baton-faketime-${randomUUID()}`);
  writeFileSync(file, '+0');
  const settings = {
    DATABASE_URL: baton.database.url,
    LOG_LEVEL: 'info',
    LD_PRELOAD: library(),
    FAKETIME_TIMESTAMP_FILE: file, // Not by the command, whose own offset would outweigh the file.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_NO_CACHE: '1',
  };
  const worker = new BuiltProcess('relay-worker', settings);
  try {
    await worker.start();
    await sleep(1_000);
    if (worker.logged(SAYS_SO)) run.breach('a worker whose clock is right says that it is wrong');
    writeFileSync(file, run.chance.pick(['+120', '-120']));
    const from = performance.now();
    await until('the worker notices', async () => worker.logged(SAYS_SO), 90).then(
      () => run.measure('clock jumps until the worker leaves service', (performance.now() - from) / 1_000, 62),
      (error: unknown) => run.breach(`I4 ${(error as Error).message}`),
    );
    run.count('jumps');
    run.done();
  } finally {
    await worker.kill9();
    rmSync(file);
  }
}

/** What the command preloads, as it says itself. */
const library = (): string =>
  execFileSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).trim();

async function lateness(run: Run, { database }: Installation): Promise<void> {
  const [late] = await database.query<{ worst: number }>(
    `SELECT extract(epoch FROM max(fired_at - fire_at))::float8 AS worst FROM timer
     WHERE fired_at IS NOT NULL AND failures = 0`,
  );
  run.measure('timers late', late!.worst, 2);
}
