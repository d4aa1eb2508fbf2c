import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { atMostEvery } from './at-most-every';

describe('what is done at most every half second', () => {
  let doneAt: number[];
  let follow: ReturnType<typeof atMostEvery>;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    doneAt = [];
    follow = atMostEvery(500, () => doneAt.push(Date.now()), { atOnce: 3 });
  });
  afterEach(() => void jest.useRealTimers());

  const callAt = (...moments: readonly number[]) => {
    for (const moment of moments) {
      jest.advanceTimersByTime(moment - Date.now());
      follow.call();
    }
    jest.advanceTimersByTime(10_000);
  };

  it('is done at once when it was quiet, each time', () => {
    callAt(0, 2_000, 4_000);
    expect(doneAt).toEqual([0, 2_000, 4_000]);
  });

  it('is done soon for the few that follow one another, and again after a second of quiet', () => {
    callAt(0, 30, 1_500, 1_520, 3_000, 3_040);
    expect(doneAt).toEqual([0, 50, 1_500, 1_550, 3_000, 3_050]);
  });

  it('is done at once for the first of a hundred, and once for all others', () => {
    callAt(...Array.from({ length: 100 }, () => 0));
    expect(doneAt).toEqual([0, 50]);
  });

  it('is done twice a second and not more while calls go on, the last one not forgotten', () => {
    callAt(...Array.from({ length: 500 }, (_, index) => index * 20));
    expect(doneAt.slice(0, 6)).toEqual([0, 50, 100, 500, 1_000, 1_500]);
    expect(doneAt.length).toBeLessThanOrEqual(3 + 10_000 / 500);
    expect(doneAt.at(-1)).toBeGreaterThanOrEqual(9_980);
  });

  it('is not done any more once it is stopped', () => {
    follow.call();
    follow.stop();
    jest.advanceTimersByTime(1_000);
    expect(doneAt).toEqual([]);
  });
});
