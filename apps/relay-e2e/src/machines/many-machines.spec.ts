import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { bytesPerCase, roomIn } from '../support/bytes-per-case.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Machines, startMachines } from '../support/machines.js';
import { ReadBack } from '../support/read-back.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { wholeLife } from '../support/whole-life.js';

/** A few seconds in the battery of every day; `npm run many-machines` takes a minute for the round in which processes are killed. */
const SECONDS = Number(process.env['MACHINES_SECONDS'] ?? 4);
const IS_MEASURED = process.env['MACHINES_SECONDS'] !== undefined;
const COMPARED_SECONDS = Math.min(SECONDS, 30);
const KILLS = Math.max(2, Math.floor(SECONDS / 10));
const [LIVES, LINES] = [IS_MEASURED ? 160 : 4, 4];

jest.setTimeout(240_000);

/** In this order: the room that cases take is measured while nothing else was there. */
describe('many machines', () => {
  const figures: Record<string, object> = {};
  let three: Machines;
  beforeAll(async () => void (three = await startMachines()));
  afterAll(async () => {
    await three?.close();
    if (IS_MEASURED) console.table(figures);
  });

  it('take a case from the call to the end though each step may go to another one', async () => {
    const before = await roomIn(three.database);
    const line = async () => {
      for (let lives = 0; lives < LIVES / LINES; lives++)
        expect(await wholeLife(three.as('ana'), three.as('bea'))).toMatchObject({
          status: 'closed',
          plannedHandoffs: 2,
          returns: 0,
        });
    };
    await Promise.all(Array.from({ length: LINES }, line));
    await three.settles();
    if (IS_MEASURED) console.table(bytesPerCase(before, await roomIn(three.database), LIVES));
  });

  it('show everyone what they did, whichever of them answers', async () => {
    figures['three of each'] = await load(three, () => sleep(COMPARED_SECONDS * 1_000));
  });

  it('go on while one after the other is killed; nothing is lost, and nothing done twice', async () => {
    figures['three of each, killed in turn'] = await load(three, () => killInTurn(three));
    await three.settles(60); // What a killed worker had begun is leased to it for half a minute.
    await three.isHealthy();
    const chases = 'SELECT count(*)::integer AS count FROM chase GROUP BY escalation_id, step HAVING count(*) > 1';
    expect(await three.database.query(chases)).toEqual([]);
  });

  it('leave nobody behind who has one of each', async () => {
    await Promise.all([...three.services, ...three.workers].map((one) => one.stop())); // They would take from its time.
    const one = await startInstallation({ queue: 'redis' });
    try {
      figures['one of each'] = await load(one, () => sleep(COMPARED_SECONDS * 1_000));
      await one.isHealthy();
    } finally {
      await one.close();
    }
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

/** Cases flow until `meanwhile` is over; whoever does something looks at it on the next machine. Answers how that went. */
async function load(baton: Installation, meanwhile: () => Promise<void>): Promise<object> {
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
