import type { WakeDueCasesUseCase } from '@baton/application';
import type { Logger } from 'pino';

import type { Round } from './poll.js';

const IDLE_MS = 500;

/** Lets due timers take effect, batch after batch until none is due (W2). Rests while this machine's clock is wrong (F9). */
export class WakeTimers {
  constructor(
    private readonly wakeDueCases: Pick<WakeDueCasesUseCase, 'execute'>,
    private readonly batch: number,
    private readonly mayClaim: () => boolean,
    private readonly logger: Logger,
  ) {}

  async round(): Promise<Round> {
    if (!this.mayClaim()) return { restMs: IDLE_MS };
    const { woken, timersFired, failed } = await this.wakeDueCases.execute(this.batch);
    for (const { caseId, error } of failed)
      this.logger.error({ err: error, caseId }, 'a case could not be woken; tried again later');
    if (timersFired > 0) this.logger.info({ cases: woken, timers: timersFired }, 'timers took effect');
    // A round takes so many due timers, of which one case may have several.
    return timersFired + failed.length >= this.batch ? { again: true } : { restMs: IDLE_MS };
  }
}
