import { decide, wakeCase } from '@baton/domain';

import type { RelayUnitOfWork, WakeReport } from '../relay-unit-of-work.js';

/** Lets every due timer of up to `limit` cases take effect: expire, chase, mark at risk, climb (W1–W3). */
export class WakeDueCasesUseCase {
  constructor(
    private readonly unitOfWork: RelayUnitOfWork,
    private readonly newId: () => string,
  ) {}

  execute(limit: number): Promise<WakeReport> {
    return this.unitOfWork.wakeDue(limit, ({ state, timers }, { at, company }) => {
      const woken = decide(wakeCase, state.id, state, timers, { at, company, actor: null, newId: this.newId });
      return woken.outcome === 'accepted' && woken.value.events.length > 0 ? woken.value : null;
    });
  }
}
