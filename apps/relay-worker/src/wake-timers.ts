import type { WakeDueCasesUseCase } from '@baton/application';
import { isWorthTelling, trace } from '@baton/server';
import type { Logger } from 'pino';

import type { Round } from './poll.js';

const IDLE_MS = 500;
/** In a storm: while one batch is decided here, the database reads and writes the others. */
const SIDE_BY_SIDE = 2;

/** Lets due timers take effect, batch after batch until none is due (W2). Rests while this machine's clock is wrong (F9). */
export class WakeTimers {
  private behind = false;

  constructor(
    private readonly wakeDueCases: Pick<WakeDueCasesUseCase, 'execute'>,
    private readonly batch: number,
    private readonly mayClaim: () => boolean,
    private readonly logger: Logger,
  ) {}

  /** More is due than a round takes: what else this process does can wait. */
  get isBehind(): boolean {
    return this.behind;
  }

  async round(): Promise<Round> {
    this.behind = this.mayClaim() && (await this.wakeAll(this.behind ? SIDE_BY_SIDE : 1));
    return this.behind ? { again: true } : { restMs: IDLE_MS };
  }

  private async wakeAll(batches: number): Promise<boolean> {
    const full = await Promise.all(Array.from({ length: batches }, () => this.wakeSome()));
    return full.includes(true);
  }

  /** Wakes a batch, and answers whether there may be more. */
  private async wakeSome(): Promise<boolean> {
    const { woken, timersFired, failed, mayBeMore } = await this.wake();
    for (const { caseId, error } of failed)
      this.logger.error({ err: error, caseId }, 'a case could not be woken; tried again later');
    if (timersFired > 0) this.logger.info({ cases: woken, timers: timersFired }, 'timers took effect');
    return mayBeMore;
  }

  /** A trace of its own: what follows from a timer was caused by time. */
  private wake() {
    return trace.follow('wake-timers', { isRound: true }, async (step) => {
      const report = await this.wakeDueCases.execute(this.batch);
      const { woken, timersFired, failed } = report;
      if (timersFired + failed.length > 0) step.add(isWorthTelling);
      step.add({ 'baton.cases': woken, 'baton.timers': timersFired, 'baton.failed': failed.length });
      if (failed.length > 0) step.fail();
      return report;
    });
  }
}
