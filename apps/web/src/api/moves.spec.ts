import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { movedSince, tellMoved } from './moves';

describe('what moved on while nobody looked', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_000 }));
  afterEach(() => void jest.useRealTimers());

  it('is known from a moment on, each case once', () => {
    tellMoved('old');
    jest.setSystemTime(2_000);
    tellMoved('first');
    tellMoved('second');
    jest.setSystemTime(3_000);
    tellMoved('first');
    expect(movedSince(2_000)).toEqual(['second', 'first']);
    expect(movedSince(3_001)).toEqual([]);
  });

  it('may be anything after the stream was away, and after more than is remembered', () => {
    jest.setSystemTime(4_000);
    tellMoved(null);
    expect(movedSince(3_500)).toBe('any');
    expect(movedSince(4_001)).toEqual([]);
    jest.setSystemTime(5_000);
    tellMoved('early');
    jest.setSystemTime(6_000);
    for (let index = 0; index < 10_000; index++) tellMoved(`case ${index}`);
    expect(movedSince(4_500)).toBe('any');
    expect(movedSince(6_000)).toHaveLength(10_000);
  });
});
