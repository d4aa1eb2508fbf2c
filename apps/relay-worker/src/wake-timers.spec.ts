import type { WakeReport } from '@baton/application';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';

import { WakeTimers } from './wake-timers.js';

const BATCH = 10;

const roundAfter = (report: Partial<WakeReport>, clockIsRight = true) => {
  let asked = 0;
  const wake = { execute: async () => (asked++, { woken: 0, timersFired: 0, failed: [], ...report }) };
  const timers = new WakeTimers(wake, BATCH, () => clockIsRight, pino({ level: 'silent' }));
  return timers.round().then((round) => ({ round, asked, isBehind: timers.isBehind }));
};
const failed = [{ caseId: 'c', error: new Error('no') }];

describe('waking timers', () => {
  it.each<[string, Partial<WakeReport>]>([
    ['a full batch fired', { woken: 10, timersFired: 10 }],
    ['cases had several due timers each', { woken: 5, timersFired: 10 }],
    ['a part of a full batch failed', { woken: 9, timersFired: 9, failed }],
  ])('goes on at once when there may be more: %s (W2)', async (_, report) => {
    expect(await roundAfter(report)).toMatchObject({ round: { again: true }, isBehind: true });
  });

  it('takes several batches side by side once it is behind, and one again afterwards', async () => {
    const left = [10, 10, 3, 2, 1];
    let underWay = 0;
    let most = 0;
    const execute = async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return { woken: 0, timersFired: left.shift() ?? 0, failed: [] };
    };
    const timers = new WakeTimers({ execute }, BATCH, () => true, pino({ level: 'silent' }));
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
