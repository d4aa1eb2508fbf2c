import type { LeasedInform } from '@baton/application';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { InformPeople } from './inform-people.js';

describe('informing people', () => {
  let due: LeasedInform[];
  let together: string[][];
  let dispatched: string[];
  let clockIsRight: boolean;
  let timersWait: boolean;

  beforeEach(() => {
    [due, together, dispatched, clockIsRight, timersWait] = [[], [], [], true, false];
  });

  const round = () =>
    new InformPeople(
      { leaseInforms: async (limit) => due.splice(0, limit) },
      async (leased) => void together.push(leased.map(({ id }) => id)),
      async (leased) => void dispatched.push(...leased.map(({ id }) => id)),
      () => clockIsRight,
      () => timersWait,
    ).round();
  const one = (id: string, wasTried = false) => ({ id, fence: 1, wasTried });

  it('carries out together what is due, and looks again at once for what comes after it', async () => {
    due = [one('7'), one('8')];
    expect(await round()).toEqual({ again: true });
    expect([together, dispatched]).toEqual([[['7', '8']], []]);
    expect(await round()).toEqual({ restMs: 250 });
  });

  it('lets what was tried before go alone: it may take its process with it (F3)', async () => {
    due = [one('7', true), one('8'), one('9', true)];
    await round();
    expect([together, dispatched]).toEqual([[['8']], ['7', '9']]);
  });

  it('takes fewer while timers wait, and rests between', async () => {
    [timersWait, due] = [true, Array.from({ length: 500 }, (_, id) => one(String(id)))];
    expect(await round()).toEqual({ restMs: 1_000 });
    expect(together[0]).toHaveLength(100);
  });

  it('takes no more at once than one transaction should', async () => {
    due = Array.from({ length: 500 }, (_, id) => one(String(id)));
    await round();
    expect(together[0]).toHaveLength(200);
  });

  it('claims nothing while this clock is wrong (F9)', async () => {
    [clockIsRight, due] = [false, [one('7')]];
    expect(await round()).toEqual({ restMs: 250 });
    expect([together, due.length]).toEqual([[], 1]);
  });
});
