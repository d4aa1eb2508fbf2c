import { describe, expect, it } from '@jest/globals';

import { aCompany, aDepartment } from '../testing/a-company.js';
import { aRelay, handToBilling } from '../testing/a-relay.js';
import { expireHandoff, expiryAt } from './expire-handoff.js';

describe('the time to answer, up the line', () => {
  const timesUpTheLine = (acceptanceTargetSeconds: number, priority: 'P1' | 'P3') => {
    const billing = aDepartment('billing', 'lea', { acceptanceTargetSeconds });
    const departments = [...aCompany().departments.values()].map((one) => (one.id === 'billing' ? billing : one));
    const company = aCompany({ departments });
    const relay = aRelay({ company, opening: { priority } });
    handToBilling(relay, 'bea');
    while (relay.state.handoffs.length < 4) {
      const last = relay.state.handoffs.at(-1)!;
      relay.now = expiryAt(last);
      relay.run(null, (draft, id: string) => void expireHandoff(draft, id), last.id);
    }
    const { calendar } = company.calendars.inForce('berlin-office', relay.now);
    return relay.state.handoffs.map(({ level, offeredAt, expiresAt }) => [
      level,
      calendar.between(offeredAt, expiresAt),
    ]);
  };

  it.each([
    ['P3', 7200, [7200, 3600, 1800, 1800]],
    ['P1', 3600, [3600, 1800, 900, 600]],
    ['P3', 120, [120, 120, 120, 120]],
    ['P1', 5, [5, 5, 5, 5]],
  ] as const)('is halved at %s from %i seconds to a floor below it (H7, ADR-0008)', (priority, target, times) => {
    const levels = ['person', 'pool', 'lead', 'oversight'];
    expect(timesUpTheLine(target, priority)).toEqual(levels.map((level, rung) => [level, times[rung]]));
  });
});
