import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';

import { Poll, type Round } from './poll.js';

const silent = pino({ level: 'silent' });
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a poll', () => {
  it('goes on at once while there is more to do, then rests', async () => {
    let rounds = 0;
    const poll = new Poll('test', async () => (++rounds < 5 ? { again: true } : { restMs: 60_000 }), silent);
    poll.start();
    await soon();
    await poll.stop();
    expect(rounds).toBe(5);
  });

  it('ends its rest when nudged', async () => {
    let rounds = 0;
    const poll = new Poll('test', async () => (rounds++, { restMs: 60_000 }), silent);
    poll.start();
    await soon();
    poll.nudge();
    await soon();
    await poll.stop();
    expect(rounds).toBe(2);
  });

  it('outlives a round that fails, after a pause', async () => {
    let rounds = 0;
    const poll = new Poll(
      'test',
      async () => {
        if (rounds++ === 0) throw new Error('the database is away');
        return { restMs: 60_000 };
      },
      silent,
    );
    poll.start();
    await soon();
    expect(rounds).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(rounds).toBe(2);
    await poll.stop();
  });

  it('lets the round under way end before it stops, and begins no other', async () => {
    let ended = false;
    const poll = new Poll(
      'test',
      async (): Promise<Round> => {
        await soon();
        ended = true;
        return { again: true };
      },
      silent,
    );
    poll.start();
    await poll.stop();
    expect(ended).toBe(true);
  });
});
