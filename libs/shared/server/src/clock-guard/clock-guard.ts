import { type Instant, MINUTE, SECOND } from '@baton/kernel';
import type { Logger } from '../log/create-logger.js';
import { measureSkew, type Query } from './measure-skew.js';

export interface ClockGuardOptions {
  readonly query: Query;
  readonly logger: Logger;
  readonly now?: () => Instant;
  /** Milliseconds between two checks. */
  readonly every?: number;
}

const ALLOWED_SKEW = 2 * SECOND;

/** Watches this process's clock. While it is wrong the process must claim no work: it would steal jobs and fire early. */
export class ClockGuard {
  private verdict: 'unknown' | 'right' | 'wrong' = 'unknown';
  private timer?: NodeJS.Timeout;
  /** By how many seconds this clock is ahead of the database's, as last measured. */
  aheadSeconds = NaN;

  constructor(private readonly options: ClockGuardOptions) {}

  /** Whether this clock may be trusted. Not before the first check. */
  get healthy(): boolean {
    return this.verdict === 'right';
  }

  /** Checks now and then every minute. Rejects when the first check cannot be made. */
  async start(): Promise<void> {
    await this.check();
    this.timer = setInterval(() => void this.checkAgain(), this.options.every ?? MINUTE).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Compares the clocks and says whether this one may be trusted. */
  async check(): Promise<boolean> {
    const { query, logger, now } = this.options;
    const { ahead, uncertainty } = await measureSkew(query, now);
    const verdict = Math.abs(ahead) - uncertainty > ALLOWED_SKEW ? 'wrong' : 'right';
    const seconds = Math.round(ahead) / SECOND;
    this.aheadSeconds = seconds;
    if (verdict === 'wrong')
      logger.error({ aheadSeconds: seconds }, 'this clock is wrong: claiming no work until it is set right');
    else if (this.verdict === 'wrong') logger.info({ aheadSeconds: seconds }, 'this clock is right again');
    this.verdict = verdict;
    return this.healthy;
  }

  /** An unreachable database says nothing about the clock, and gives no work to claim either: the verdict stays. */
  private async checkAgain(): Promise<void> {
    try {
      await this.check();
    } catch (err) {
      this.options.logger.warn({ err }, 'the clock could not be checked');
    }
  }
}
