import type { EffectOutbox, LeasedEffect } from '@baton/application';

import { LEASE_SECONDS } from './dispatch-outbox.js';
import type { Round } from './poll.js';

const BATCH = 200;
const IDLE_MS = 250;
/** While timers wait in a storm: an offer that runs out comes before a notice of what time did. But nobody waits for ever. */
const BATCH_IN_A_STORM = 100;
const REST_IN_A_STORM_MS = 1_000;

/**
 * Leases what informs people and carries it out here, many at once: it never leaves the database, so a queue would only cost
 * time (ADR 13). What was tried before goes alone, by way of the queue, so that whatever takes its process down takes no others with it.
 */
export class InformPeople {
  constructor(
    private readonly outbox: Pick<EffectOutbox, 'leaseInforms'>,
    private readonly informTogether: (leased: readonly LeasedEffect[]) => Promise<void>,
    private readonly dispatch: (leased: readonly LeasedEffect[]) => Promise<void>,
    private readonly mayClaim: () => boolean,
    private readonly timersWait: () => boolean,
  ) {}

  async round(): Promise<Round> {
    if (!this.mayClaim()) return { restMs: IDLE_MS };
    const batch = this.timersWait() ? BATCH_IN_A_STORM : BATCH;
    const leased = await this.outbox.leaseInforms(batch, LEASE_SECONDS);
    if (leased.length === 0) return { restMs: IDLE_MS };
    const fresh = leased.filter(({ wasTried }) => !wasTried);
    await this.dispatch(leased.filter(({ wasTried }) => wasTried));
    if (fresh.length > 0) await this.informTogether(fresh);
    // Else the next of the same case may be due.
    return this.timersWait() ? { restMs: REST_IN_A_STORM_MS } : { again: true };
  }
}
