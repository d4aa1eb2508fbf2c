import { setTimeout as sleep } from 'node:timers/promises';

import type { BuiltProcess } from '../support/built-process.js';
import { batonDoes } from '../support/command-line.js';
import type { Installation } from '../support/installation.js';
import { until } from '../support/until.js';
import { type Edit, withBrokenCopy } from './broken-copy.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F3: effects that take their process down with them, among many that do not. */
export const poison: Fault = {
  id: 'F3',
  name: 'effects that abort their process, among others',
  times: 5,
  share: 50,
  run: (run) =>
    withBrokenCopy('poison', isShort(run) ? [deadly, shortLeases] : [deadly], async () => {
      await withInstallation({ workers: 2 }, async (baton) => {
        await live(run, baton);
      });
    }),
};

export const deadly: Edit = {
  file: 'apps/relay-worker/dist/carry-out-effect.js',
  find: 'const informed = await this.useCases.inform.execute(effects);',
  become:
    'if (effects.some(({ body })=>process.env.POISON?.includes(body.caseId))) process.abort();\nconst informed = await this.useCases.inform.execute(effects);',
};

/** Five starts under leases of half a minute take their time. */
const isShort = ({ limit }: Run) => limit.times < DEADLY || limit.seconds < 200;
export const shortLeases: Edit = {
  file: 'apps/relay-worker/dist/dispatch-outbox.js',
  find: 'const LEASE_SECONDS = 30;',
  become: 'const LEASE_SECONDS = 3;',
};

const DEADLY = 5;
const FALLEN = 'processes taken down';

async function live(run: Run, baton: Installation): Promise<void> {
  const { workers, database } = baton;
  for (const worker of workers) await worker.kill9();
  const many = isShort(run) ? 50 : run.limit.seconds < 300 ? 200 : 1_000;
  const opened: string[] = [];
  while (opened.length < many)
    opened.push(
      ...(await Promise.all(Array.from({ length: 10 }, () => baton.as('ana').opens('refund')))).map(({ id }) => id),
    );
  const poisoned = Array.from(
    { length: DEADLY },
    (_, index) => opened[run.chance.whole(0, many / DEADLY - 1) + (index * many) / DEADLY]!,
  );

  const from = performance.now();
  let isOver = false;
  for (const worker of workers) worker.set({ POISON: poisoned.join() });
  const supervised = workers.map((worker) => startAgainAndAgain(run, worker, () => isOver));
  const left = async () =>
    (
      await database.query<{ count: number }>(
        'SELECT count(*)::integer AS count FROM outbox WHERE done_at IS NULL AND parked_at IS NULL',
      )
    )[0]!.count;
  const uncounted = async () => {
    const fallen = run.counts.get(FALLEN) ?? 0;
    const rows = await database.query<{ effect_key: string; starts: number; lease_fence: number }>(
      `SELECT effect_key, starts, lease_fence FROM outbox WHERE order_key = ANY ($1)`,
      [poisoned],
    );
    const counted = rows.reduce((sum, { starts }) => sum + starts, 0);
    return (
      fallen > counted &&
      `${fallen} processes fell, and what they had begun counts ${counted} starts: ${JSON.stringify(rows)}`
    );
  };
  await until(
    'all others are done',
    async () => (await left()) === 0 || (await uncounted()),
    isShort(run) ? 240 : 420,
  ).catch(async (error: unknown) =>
    run.breach(`I4 ${(error as Error).message}; due are ${JSON.stringify(await baton.due())}`),
  );
  const wrong = await uncounted();
  if (wrong) run.breach(`I4 ${wrong}`);
  run.measure('all of them done or set aside', (performance.now() - from) / 1_000, 300);
  isOver = true;
  await Promise.all(workers.map((worker) => worker.kill9()));
  await Promise.all(supervised);
  const parked = await database.query<{ starts: number }>('SELECT starts FROM outbox WHERE parked_at IS NOT NULL');
  run.count('effects', many);
  run.count('set aside', parked.length);
  run.done(parked.length);
  if (parked.length !== DEADLY) run.breach(`I4 ${DEADLY} were deadly, ${parked.length} are set aside`);
  if (parked.some(({ starts }) => starts !== 5)) run.breach(`set aside after ${JSON.stringify(parked)} starts, not 5`);

  // A person sees them, and has them done once they are harmless.
  const listed = JSON.parse(await batonDoes(database.url, 'effects', 'parked', '--json')) as readonly unknown[];
  if (listed.length !== DEADLY) run.breach(`baton effects parked names ${listed.length}`);
  await batonDoes(database.url, 'effects', 'retry', '--all');
  for (const worker of workers) worker.set({ POISON: '' });
  for (const worker of workers) await worker.start();
  await examine(run, baton);
}

/** What a launcher does: whatever ends is started again a second later. */
async function startAgainAndAgain(run: Run, worker: BuiltProcess, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await worker.start().catch(() => undefined); // It may be taken down before it is ready.
    await worker.ends();
    if (isOver()) return;
    run.count(FALLEN);
    await sleep(1_000);
  }
}
