import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from './client.js';
import type { Ask } from './traffic.js';
import type { CaseBody, EventBody, Page } from './views.js';

/** Commands, and what their senders read right after them on another machine: counted, timed and compared. */
export class ReadBack {
  commands = 0;
  reads = 0;
  /** Reads that did not have what their reader had just done. */
  readonly stale: string[] = [];
  private readonly times: number[] = [];

  constructor(private readonly command: Ask) {}

  readonly ask: Ask = async (client, path, body, terms) => {
    const asked = performance.now();
    const reply = await this.command(client, path, body, terms);
    this.times.push(performance.now() - asked);
    this.commands++;
    if (reply && reply.status < 300) await this.readBack(client, reply.body);
    return reply;
  };

  /** In milliseconds. */
  percentile(share: number): number {
    const sorted = this.times.toSorted((a, b) => a - b);
    return Math.round(sorted[Math.floor(sorted.length * share)] ?? NaN);
  }

  private async readBack(client: Client, { id, version }: { readonly id: string; readonly version: number }) {
    const { items: events } = await this.read<Page<EventBody>>(client, `/cases/${id}/events?limit=1`);
    const { items: listed } = await this.read<Page<CaseBody>>(client, `/cases?id=${id}`);
    const seen = [events[0]?.seq ?? 0, listed[0]?.version ?? 0];
    if (Math.min(...seen) < version) this.stale.push(`case ${id} at ${seen.join(' and ')} instead of ${version}`);
  }

  private async read<Body>(client: Client, path: string): Promise<Body> {
    for (let tries = 1; ; tries++) {
      const reply = await client.get<Body>(path).catch((error: Error) => error);
      if (!(reply instanceof Error) && reply.status < 500) {
        if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
        this.reads++;
        return reply.body;
      }
      if (tries === 600) throw new Error(`GET ${path} was not answered`, { cause: reply });
      await sleep(100);
    }
  }
}
