import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { aCall, type Client } from '../support/client.js';
import type { Installation } from '../support/installation.js';
import { askUntilAnswered } from '../support/traffic.js';
import { until } from '../support/until.js';
import { withBrokenCopy } from './broken-copy.js';
import { examine } from './checker.js';
import { failpoints, servicePoints } from './failpoints.js';
import type { Fault, Run } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F2: the service ends at any moment; clients ask again under the same key. */
export const killedService: Fault = {
  id: 'F2',
  name: 'kill -9 of the service, at random and between commit and answer',
  times: 1_000,
  share: 50,
  async run(run) {
    await atNamedPoints(run);
    await withInstallation({ workers: 1 }, async (baton) => {
      const clients = new Insistent(baton, 4);
      while (run.goesOn()) {
        await sleep(run.chance.between(0, 400));
        await baton.service.kill9();
        run.done();
        await baton.startService();
      }
      await clients.end(run);
      await examine(run, baton);
    });
  },
};

async function atNamedPoints(run: Run): Promise<void> {
  await withBrokenCopy('failpoints', failpoints, async () => {
    await withInstallation({ workers: 1 }, async (baton) => {
      const clients = new Insistent(baton, 2);
      for (const point of servicePoints) {
        for (let round = 0; round < 2; round++) {
          await baton.service.kill9();
          baton.service.set({ FAILPOINT: `${point}:${run.chance.whole(1, 5)}` });
          await baton.startService().catch(() => undefined);
          await until(`the service comes by ${point}`, async () => !baton.service.isRunning, 30).then(
            () => run.count('kills at named points'),
            (error: unknown) => run.breach(String(error)),
          );
          run.done();
        }
      }
      baton.service.set({ FAILPOINT: '' });
      await baton.service.kill9();
      await baton.startService();
      await clients.end(run);
      await examine(run, baton);
    });
  });
}

interface Exchange {
  readonly client: Client;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly status: number;
  readonly answer: string;
}

/** Clients who ask under one key until they are answered, and keep every answer. */
class Insistent {
  private readonly exchanges: Exchange[] = [];
  private readonly surprises: string[] = [];
  private isOver = false;
  private readonly lines: readonly Promise<void>[];

  constructor(
    private readonly baton: Installation,
    lines: number,
  ) {
    this.lines = Array.from({ length: lines }, () =>
      this.flow().catch((error: unknown) => void this.surprises.push(String(error))),
    );
  }

  /** Ends the flow, asks everything once more under its key, and counts. */
  async end(run: Run): Promise<void> {
    this.isOver = true;
    await Promise.all(this.lines);
    for (const surprise of this.surprises) run.breach(`answered: ${surprise}`);
    run.count('commands', this.exchanges.length);
    for (const { client, path, body, key, status, answer } of this.exchanges) {
      const again = await client.post(path, body, { key });
      if (again.status !== status || JSON.stringify(again.body) !== answer)
        run.breach(`I1 the key ${key} of ${path} had ${status} and has ${again.status} now, or another body`);
    }
    const opened = this.exchanges.filter(({ path, status }) => path === '/cases' && status === 201);
    const [rows] = await this.baton.database.query<{ count: number }>('SELECT count(*)::integer AS count FROM "case"');
    if (rows!.count !== opened.length) run.breach(`I6 ${opened.length} cases were opened, ${rows!.count} are there`);
    const ids = new Set(opened.map(({ answer }) => (JSON.parse(answer) as { id: string }).id));
    if (ids.size !== opened.length) run.breach('I2 two keys opened one case');
  }

  private async flow(): Promise<void> {
    const [ana, bea] = [this.baton.as('ana'), this.baton.as('bea')];
    while (!this.isOver) {
      const opened = await this.ask(ana, '/cases', aCall('refund'), 201);
      const handOver = { package: { invoice: '4711' }, note: 'please look' };
      const handed = await this.ask(ana, `/legs/${opened.legs[0]!.id}/hand-over`, handOver, 200);
      await this.ask(bea, `/handoffs/${handed.handoffs[0]!.id}/accept`, {}, 200);
      await sleep(20);
    }
  }

  private async ask(client: Client, path: string, body: object, expected: number) {
    const key = randomUUID();
    const reply = (await askUntilAnswered(client, path, body, { key }))!;
    if (reply.status !== expected)
      throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 300)}`);
    this.exchanges.push({ client, path, body, key, status: reply.status, answer: JSON.stringify(reply.body) });
    return reply.body;
  }
}
