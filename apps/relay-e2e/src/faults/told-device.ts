import { setTimeout as sleep } from 'node:timers/promises';

import { Device } from '../support/device.js';
import type { Installation } from '../support/installation.js';
import { startPushService } from '../support/push-service.js';
import type { Run } from './fault.js';

type PushServiceOfOurs = Awaited<ReturnType<typeof startPushService>>;

/** Bea's device, and offers to her department that wait all the while: the push service's own list says what she was told. */
export class ToldDevice {
  private isOver = false;
  private readonly line: Promise<void>;
  readonly surprises: string[] = [];

  private constructor(
    private readonly baton: Installation,
    private readonly service: PushServiceOfOurs,
    private readonly device: Device,
  ) {
    this.line = this.offer();
  }

  static async in(baton: Installation, service: PushServiceOfOurs): Promise<ToldDevice> {
    return new ToldDevice(baton, service, await Device.of('bea', baton, service.newBrowser(), 'en'));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.line;
  }

  /** Once nothing is due any more: she was told of each offer, and of none twice but where a worker was killed meanwhile (I2). */
  async examine(run: Run, kills: number): Promise<void> {
    const { database } = this.baton;
    const notices = await database.query(`SELECT case_id, seq FROM notice WHERE person_id = 'bea'`);
    const untold = await database.query('SELECT case_id, seq FROM unpushed_notice WHERE subscription_id = $1', [
      this.device.id,
    ]);
    if (untold.length > 0) run.breach(`I4 a device was not told: ${JSON.stringify(untold.slice(0, 3))}`);

    // One under the tag of another takes its place on the screen: the last is what she sees.
    const arrived = this.device.arrivedOf(this.service.arrived).map((one) => this.device.browser.read(one));
    const seen = new Map(arrived.map((shown) => [shown.tag, shown]));
    const told = [...seen.values()].reduce((sum, { text }) => sum + 1 + more(text), 0);
    const again = arrived.length - seen.size;
    run.count('notices for a device', notices.length);
    run.count('messages to it', seen.size);
    run.count('of them sent again in their place', again);
    if (told < notices.length) run.breach(`I1 a device was told of ${told} things, ${notices.length} were for it`);
    if (again > kills) run.breach(`I2 ${again} messages were sent again, and workers were killed ${kills} times`);
  }

  private async offer(): Promise<void> {
    const ana = this.baton.as('ana');
    while (!this.isOver) {
      try {
        const { legs } = await ana.opens('refund');
        await ana.does(`/legs/${legs[0]!.id}/hand-over`, { package: { invoice: '4711' }, note: 'it can wait' });
      } catch (error) {
        this.surprises.push(String(error));
      }
      await sleep(300);
    }
  }
}

/** “And 3 more notices.” */
const more = (text: string): number =>
  text.includes('And one more') ? 1 : Number(/And (\d+) more/.exec(text)?.[1] ?? 0);
