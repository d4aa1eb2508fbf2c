import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '../support/client.js';
import { askUntilAnswered } from '../support/traffic.js';
import { aCall } from '../support/client.js';

/** Cases that are offered and left alone: a second later their offers run out, and people are chased. So timers keep firing. */
export class Sleepers {
  opened = 0;
  readonly surprises: string[] = [];
  private isOver = false;
  private readonly line: Promise<void>;

  constructor(
    private readonly sender: Client,
    private readonly pause = 250,
  ) {
    this.line = this.open();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.line;
  }

  private async open(): Promise<void> {
    while (!this.isOver) await this.openOne().catch((error: unknown) => void this.surprises.push(String(error)));
  }

  private async openOne(): Promise<void> {
    const opened = await askUntilAnswered(this.sender, '/cases', aCall('hurry'));
    if (opened?.status !== 201) throw new Error(`POST /cases: ${opened?.status} ${JSON.stringify(opened?.body)}`);
    this.opened += 1;
    await sleep(this.pause);
    const path = `/legs/${opened.body.legs[0]!.id}/hand-over`;
    const handed = await askUntilAnswered(this.sender, path, { package: { invoice: '4711' }, note: 'no hurry' });
    if (handed?.status !== 200) throw new Error(`POST ${path}: ${handed?.status} ${JSON.stringify(handed?.body)}`);
  }
}
