import type { EffectOutbox, LeasedEffect } from '@baton/application';
import type { JobQueue } from '@baton/server';
import type { Logger } from 'pino';

import type { Round } from './poll.js';

const BATCH = 100;
/** While timers wait in a storm, what came of those that have fired leaves slowly: an offer that runs out comes before a notice. */
const BATCH_IN_A_STORM = 10;
export const LEASE_SECONDS = 30;
const IDLE_MS = 250;
/** A row that the queue has lost this often is carried out here: the queue is an accelerator, not a condition. */
const LOST_BY_THE_QUEUE = 2;

/**
 * Leases due effects and puts one job for each into the queue; whatever the queue cannot or did not deliver is carried out
 * in this process. An emptied queue loses nothing: the lease ends and the row is dispatched again. What
 * informs people comes this way only when it was tried before.
 */
export class DispatchOutbox {
  constructor(
    private readonly outbox: Pick<EffectOutbox, 'lease'>,
    private readonly queue: Pick<JobQueue, 'add'>,
    private readonly carryOut: (leased: LeasedEffect) => Promise<void>,
    private readonly mayClaim: () => boolean,
    private readonly timersWait: () => boolean,
    private readonly logger: Logger,
  ) {}

  async round(): Promise<Round> {
    if (!this.mayClaim()) return { restMs: IDLE_MS };
    const batch = this.timersWait() ? BATCH_IN_A_STORM : BATCH;
    const leased = await this.outbox.lease(batch, LEASE_SECONDS);
    await this.dispatch(leased);
    return leased.length === BATCH ? { again: true } : { restMs: IDLE_MS };
  }

  async dispatch(leased: readonly LeasedEffect[]): Promise<void> {
    const overdue = leased.filter(({ fence }) => fence > LOST_BY_THE_QUEUE);
    const fresh = leased.filter(({ fence }) => fence <= LOST_BY_THE_QUEUE);
    const stranded = fresh.length > 0 ? await this.enqueue(fresh) : [];
    for (const one of [...overdue, ...stranded]) await this.carryOut(one);
  }

  /** Answers what has to be carried out here, because the queue does not take it. */
  private async enqueue(leased: readonly LeasedEffect[]): Promise<readonly LeasedEffect[]> {
    try {
      await this.queue.add(
        leased.map(({ id, fence }) => ({ id: `obx-${id}-${fence}`, name: 'effect', data: { id, fence } })),
      );
      return [];
    } catch (err) {
      this.logger.warn({ err, effects: leased.length }, 'the queue takes no jobs; carrying them out here');
      return leased;
    }
  }
}
