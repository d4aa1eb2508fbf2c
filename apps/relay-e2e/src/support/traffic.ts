import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { aCall, type Client, type Reply, type Terms } from './client.js';
import type { CaseBody, ProblemBody } from './views.js';

/** How a client asks: once, or again under the same key until it gets an answer. */
export type Ask = (
  client: Client,
  path: string,
  body?: unknown,
  terms?: Terms,
) => Promise<Reply<CaseBody & ProblemBody> | undefined>;

export const askOnce: Ask = (client, path, body, terms) => client.post(path, body, terms);

/** Without an answer nobody knows whether it was done: the same is asked again under the same key. */
export const askUntilAnswered: Ask = async (client, path, body, terms) => {
  const key = terms?.key ?? randomUUID();
  for (let tries = 1; ; tries++) {
    try {
      const reply = await client.post(path, body, { ...terms, key });
      if (reply.status < 500) return reply;
    } catch (error) {
      if (tries === 600) throw error; // A busy machine takes its time to start a service.
    }
    await sleep(100);
  }
};

/** Cases that flow until told to end: opened by one person, offered to another department, accepted there. */
export class Traffic {
  readonly opened: string[] = [];
  /** Answers that nobody expects. */
  readonly surprises: string[] = [];
  private isOver = false;
  private readonly lines: readonly Promise<void>[];

  constructor(
    private readonly from: Client,
    private readonly to: Client,
    private readonly ask: Ask,
    { journey, lines }: { readonly journey: string; readonly lines: number },
  ) {
    this.lines = Array.from({ length: lines }, () => this.flow(journey));
  }

  async ends(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.lines);
  }

  private async flow(journey: string): Promise<void> {
    while (!this.isOver) {
      try {
        await this.oneCase(journey);
      } catch (error) {
        this.surprises.push(String(error)); // And goes on: what else becomes of the cases is to be seen.
      }
      await sleep(20);
    }
  }

  private async oneCase(journey: string): Promise<void> {
    const opened = await this.step(this.from, '/cases', aCall(journey), [201]);
    if (!opened) return;
    this.opened.push(opened.id);
    const handOver = { package: { invoice: '4711' }, note: 'please look' };
    const handed = await this.step(this.from, `/legs/${opened.legs[0]!.id}/hand-over`, handOver, [200]);
    // An offer may run out before it is accepted: 409 then names what became of it.
    if (handed) await this.step(this.to, `/handoffs/${handed.handoffs[0]!.id}/accept`, {}, [200, 409]);
  }

  private async step(
    client: Client,
    path: string,
    body: unknown,
    expected: readonly number[],
  ): Promise<CaseBody | undefined> {
    const reply = await this.ask(client, path, body);
    if (!reply || expected.includes(reply.status)) return reply?.body;
    this.surprises.push(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 300)}`);
    return undefined;
  }
}
