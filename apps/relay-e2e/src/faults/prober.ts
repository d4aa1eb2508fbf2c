import { setTimeout as sleep } from 'node:timers/promises';

import type { Installation } from '../support/installation.js';
import type { Run } from './fault.js';

interface Goals {
  /** Seconds in which anything is answered, where that is not the usual five. */
  readonly hangs?: number;
  /** Seconds for a list, where the service is to work as ever. */
  readonly reading?: number;
}

/** Somebody who looks at a list ten times a second while things break: they get an answer or a plain “not now”, and soon. */
export class Prober {
  private isOver = false;
  private readonly line: Promise<void>;

  constructor(
    private readonly run: Run,
    private readonly baton: Installation,
    private readonly goals: Goals = {},
  ) {
    this.line = this.probe();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.line;
  }

  private async probe(): Promise<void> {
    while (!this.isOver) {
      const from = performance.now();
      const status = await this.ask();
      const seconds = (performance.now() - from) / 1_000;
      this.run.measure('any answer of the service', seconds, this.goals.hangs ?? 5);
      if (status === 503 && !this.goals.hangs) this.run.measure('“not now” (503)', seconds, 2);
      else if (status !== 200 && status !== 503) this.run.breach(`the service answered ${status}`);
      else if (this.goals.reading) this.run.measure('reading meanwhile', seconds, this.goals.reading, { of: 'p95' });
      await sleep(100);
    }
  }

  private async ask(): Promise<number | string> {
    try {
      return (await this.baton.as('olga').get('/inbox')).status;
    } catch (error) {
      return String(error);
    }
  }
}
