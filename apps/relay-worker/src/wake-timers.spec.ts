import type { WakeReport } from '@baton/application';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';

import { WakeTimers } from './wake-timers.js';

const roundAfter = (report: Partial<WakeReport>, clockIsRight = true) => {
  let asked = 0;
  const wake = { execute: async () => (asked++, { ...nothing, ...report }) };
  const timers = new WakeTimers(wake, 10, () => clockIsRight, pino({ level: 'silent' }));
  return timers.round().then((round) => ({ round, asked, isBehind: timers.isBehind }));
};
const nothing: WakeReport = { woken: 0, timersFired: 0, failed: [], mayBeMore: false };

describe('waking timers', () => {
  it.each<[string, Partial<WakeReport>]>([
    ['timers took effect', { woken: 5, timersFired: 10 }],
    ['all that was taken had been woken by others', {}],
  ])('goes on at once when there may be more: %s (W2)', async (_, report) => {
    const round = await roundAfter({ ...report, mayBeMore: true });
    expect(round).toMatchObject({ round: { again: true }, isBehind: true });
  });

  it('takes several batches side by side once it is behind, and one again afterwards', async () => {
    const left = [true, true, false, false, false];
    let underWay = 0;
    let most = 0;
    const execute = async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return { ...nothing, mayBeMore: left.shift()! };
    };
    const timers = new WakeTimers({ execute }, 10, () => true, pino({ level: 'silent' }));
    await timers.round();
    expect(most).toBe(1);
    expect(await timers.round()).toEqual({ again: true });
    expect(most).toBe(2);
    expect(await timers.round()).toEqual({ restMs: 500 });
    most = 0;
    await timers.round();
    expect(most).toBe(1);
  });

  it('rests when everything due was taken', async () => {
    expect(await roundAfter({ woken: 9, timersFired: 9 })).toMatchObject({ round: { restMs: 500 }, isBehind: false });
  });

  it('does not even look while this clock is wrong (F9)', async () => {
    expect(await roundAfter({}, false)).toEqual({ round: { restMs: 500 }, asked: 0, isBehind: false });
  });
});
