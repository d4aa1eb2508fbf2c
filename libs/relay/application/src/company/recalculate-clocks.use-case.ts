import { decide, recalculateClocks } from '@baton/domain';

import type { Effect, EffectOutbox } from '../outbox/effect-outbox.js';
import type { RelayUnitOfWork } from '../relay-unit-of-work.js';

/** Finds the cases that an edited calendar concerns, some at a time. */
export interface CasesOfCalendar {
  /** Ids after `afterId`, in order, of cases with a running clock that still goes by another version of the calendar. */
  find(calendarId: string, version: number, afterId: string | null, limit: number): Promise<readonly string[]>;
}

const BATCH = 100;

/**
 * Brings running clocks up to date with an edited calendar, a hundred cases at a time; each batch asks for the next (W5).
 * Doing a case twice changes nothing the second time.
 */
export class RecalculateClocksUseCase {
  constructor(
    private readonly outbox: EffectOutbox,
    private readonly cases: CasesOfCalendar,
    private readonly unitOfWork: RelayUnitOfWork,
    private readonly newId: () => string,
  ) {}

  async execute(effect: Effect): Promise<void> {
    const { calendarId, version, afterId } = effect.body as {
      calendarId: string;
      version: number;
      afterId: string | null;
    };
    const ids = await this.cases.find(calendarId, version, afterId, BATCH);
    for (const id of ids) {
      await this.unitOfWork.change(
        { kind: 'case', id },
        (state, { at, company }) =>
          decide(recalculateClocks, state.id, state, { calendarId }, { at, company, actor: null, newId: this.newId }),
        {},
      );
    }
    await this.outbox.finish(effect, async (scope) => {
      const last = ids.at(-1);
      if (last === undefined || ids.length < BATCH) return;
      await scope.add([
        {
          key: `recalculate:${calendarId}:${version}:${last}`,
          topic: 'recalculate',
          orderKey: `recalculate:${calendarId}`,
          body: { calendarId, version, afterId: last },
          notBefore: scope.at,
        },
      ]);
    });
  }
}
