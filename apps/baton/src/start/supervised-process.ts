import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How to start one process, how to ask it to end, and how long that may take. */
export type Program = {
  readonly name: string;
  readonly spawn: () => ChildProcess;
  readonly stop: (child: ChildProcess) => void;
  readonly kill: (child: ChildProcess) => void;
  readonly graceMs: number;
};

/** What the launcher wants to hear about a process. */
export type ProcessNews = {
  readonly started: (pid: number) => void;
  readonly died: (how: string, again: { readonly inMs: number } | 'given up') => void;
};

const BACK_OFF_MS = [1_000, 2_000, 4_000, 8_000, 16_000];
/** A process that ran this long counts as healthy again: its next death starts the back-off anew. */
const HEALTHY_MS = 60_000;

/** Keeps one process running: a death is followed by a restart with growing pauses, until the pauses are used up. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly program: Program,
    private readonly news: ProcessNews,
    private readonly backOffMs: readonly number[] = BACK_OFF_MS,
  ) {}

  start(): void {
    this.ended = this.keepRunning();
  }

  /** Asks the process to end; kills it when its grace is over. Resolves once it is gone. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const { child } = this;
    if (child !== undefined) this.program.stop(child);
    const tooLate = setTimeout(() => this.kill(), this.program.graceMs);
    await this.ended;
    clearTimeout(tooLate);
  }

  /** Ends the process at once. */
  kill(): void {
    this.stopping.abort();
    if (this.child !== undefined) this.program.kill(this.child);
  }

  private async keepRunning(): Promise<void> {
    for (let deaths = 0; !this.stopping.signal.aborted;) {
      const began = Date.now();
      const how = await this.runOnce();
      if (this.stopping.signal.aborted) return;
      deaths = Date.now() - began >= HEALTHY_MS ? 1 : deaths + 1;
      const pause = this.backOffMs[deaths - 1];
      if (pause === undefined) return this.news.died(how, 'given up');
      this.news.died(how, { inMs: pause });
      await sleep(pause, undefined, { signal: this.stopping.signal }).catch((error: unknown) => {
        if (!this.stopping.signal.aborted) throw error;
      });
    }
  }

  private runOnce(): Promise<string> {
    return new Promise((resolve) => {
      const child = this.program.spawn();
      this.child = child;
      const gone = (how: string) => {
        this.child = undefined;
        resolve(how);
      };
      child.once('error', (error) => gone(error.message));
      child.once('exit', (code, signal) => gone(signal === null ? `exit code ${code}` : signal));
      if (child.pid !== undefined) this.news.started(child.pid);
    });
  }
}
