import type { Logger } from 'pino';

/** What one round found: more to do at once, or how long to rest. */
export type Round = { readonly again: true } | { readonly restMs: number };

/**
 * Repeats a round until stopped: at once while there is more to do, after a rest otherwise, and after a growing pause when
 * a round fails. `nudge` ends a rest early. One round at a time.
 */
export class Poll {
  private stopping = false;
  private wake: () => void = () => undefined;
  private nudged = false;
  private failures = 0;
  private ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly round: () => Promise<Round>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.ended = this.run();
  }

  nudge(): void {
    this.nudged = true;
    this.wake();
  }

  /** Lets the round under way end and begins no other. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.nudged = false;
      const rest = await this.once();
      if (rest > 0 && !this.stopping && !this.nudged) await this.sleep(rest);
    }
  }

  private async once(): Promise<number> {
    try {
      const round = await this.round();
      if (this.failures > 0) this.logger.info({ poll: this.name }, 'goes on after failures');
      this.failures = 0;
      return 'again' in round ? 0 : round.restMs;
    } catch (err) {
      this.failures += 1;
      const rest = Math.min(250 * 2 ** this.failures, 5_000);
      this.logger.error({ err, poll: this.name, failures: this.failures, retryInMs: rest }, 'a round failed');
      return rest;
    }
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
