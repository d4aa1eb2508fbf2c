import { describe, expect, it } from '@jest/globals';

import { duration, progressOf } from './progress.js';

function shown(terminal: { isTTY?: boolean; columns?: number }) {
  let at = 0;
  const written: string[] = [];
  const progress = progressOf('rows', { ...terminal, write: (text: string) => written.push(text) }, () => at);
  return { progress, written, wait: (ms: number) => void (at += ms) };
}

describe('progress', () => {
  it('is a bar with share, rate and time left on a terminal, and goes away', () => {
    const { progress, written, wait } = shown({ isTTY: true, columns: 100 });
    wait(10_000);
    progress.show(25, 100, 50_000);
    progress.show(26, 100, 51_000);
    progress.end();
    expect(written).toHaveLength(2);
    expect(written[0]).toBe(`\r${'█'.repeat(6)}${'░'.repeat(18)}  25 % 50,000 rows · 5,000/s · 30 s left`);
    expect(written[1]!.trim()).toBe('');
  });

  it('never breaks the line of a narrow terminal', () => {
    const { progress, written, wait } = shown({ isTTY: true, columns: 20 });
    wait(1_000);
    progress.show(1, 2, 10);
    expect(written[0]!.length).toBeLessThanOrEqual(20);
  });

  it('is a line every few seconds elsewhere', () => {
    const { progress, written, wait } = shown({});
    progress.show(1, 100, 1);
    wait(5_000);
    progress.show(2, 100, 20);
    progress.show(3, 100, 30);
    progress.end();
    expect(written).toEqual(['  2 % 20 rows · 4/s · 4 min 05 s left\n']);
  });

  it('says durations as people do', () => {
    expect([0.4, 59, 60, 125].map(duration)).toEqual(['0 s', '59 s', '1 min 00 s', '2 min 05 s']);
  });
});
