import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Installation, startInstallation } from '../support/installation.js';
import { type Machines, startMachines } from '../support/machines.js';
import { ReadBack } from '../support/read-back.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';

/** A few seconds in the battery of every day; `npm run many-machines` takes a minute for the round in which processes are killed. */
const SECONDS = Number(process.env['MACHINES_SECONDS'] ?? 4);
const COMPARED_SECONDS = Math.min(SECONDS, 30);
const KILLS = Math.max(2, Math.floor(SECONDS / 10));

jest.setTimeout((SECONDS * 3 + 180) * 1_000);

describe('many machines', () => {
  it('do what one of each does, and go on while one after the other is killed', async () => {
    const figures: Record<string, Figures> = {};

    const one = await startInstallation({ queue: 'redis' });
    try {
      figures['one of each'] = await load(one, () => sleep(COMPARED_SECONDS * 1_000));
      await one.isHealthy();
    } finally {
      await one.close();
    }

    const three = await startMachines();
    try {
      figures['three of each'] = await load(three, () => sleep(COMPARED_SECONDS * 1_000));
      figures['three of each, one killed after the other'] = await load(three, () => killInTurn(three));
      await three.settles(60); // What a killed worker had begun is leased to it for half a minute.
      await three.isHealthy();
      const chases = 'SELECT count(*)::integer AS count FROM chase GROUP BY escalation_id, step HAVING count(*) > 1';
      expect(await three.database.query(chases)).toEqual([]);
    } finally {
      await three.close();
    }
    if (process.env['MACHINES_SECONDS']) console.table(figures);
  });
});

/** Services and workers in turn; each comes back while the next one goes. */
async function killInTurn(machines: Machines): Promise<void> {
  const all = machines.services.flatMap((service, at) => [service, machines.workers[at]!]);
  const pause = (SECONDS / KILLS) * 1_000;
  const comingBack: Promise<void>[] = [];
  for (let kills = 0; kills < KILLS; kills++) {
    await sleep(pause / 2);
    comingBack.push(machines.kill(all[kills % all.length]!));
    await sleep(pause / 2);
  }
  await Promise.all(comingBack);
}

interface Figures {
  readonly 'commands/s': number;
  readonly 'reads/s': number;
  readonly 'median ms': number;
  readonly 'p99 ms': number;
  readonly stale: number;
}

/** Cases flow until `meanwhile` is over; whoever does something looks at it on the next machine. */
async function load(baton: Installation, meanwhile: () => Promise<void>): Promise<Figures> {
  const readBack = new ReadBack(askUntilAnswered);
  const began = performance.now();
  const refunds = new Traffic(baton.as('ana'), baton.as('bea'), readBack.ask, { journey: 'refund', lines: 6 });
  const hurried = new Traffic(baton.as('lea'), baton.as('wim'), readBack.ask, { journey: 'hurry', lines: 2 });
  await meanwhile();
  await Promise.all([refunds.ends(), hurried.ends()]);
  const seconds = (performance.now() - began) / 1_000;
  expect([...refunds.surprises, ...hurried.surprises]).toEqual([]);
  expect(readBack.stale).toEqual([]);
  expect(refunds.opened.length).toBeGreaterThan(COMPARED_SECONDS);
  return {
    'commands/s': Math.round(readBack.commands / seconds),
    'reads/s': Math.round(readBack.reads / seconds),
    'median ms': readBack.percentile(0.5),
    'p99 ms': readBack.percentile(0.99),
    stale: readBack.stale.length,
  };
}
