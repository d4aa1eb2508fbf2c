import type { LeasedEffect } from '@baton/application';
import type { QueuedJob } from '@baton/server';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';

import { DispatchOutbox } from './dispatch-outbox.js';

const silent = pino({ level: 'silent' });

describe('dispatching the outbox', () => {
  let due: LeasedEffect[];
  let queued: QueuedJob[];
  let carriedOut: string[];
  let queueIsDead: boolean;
  let clockIsRight: boolean;
  let timersWait: boolean;

  beforeEach(() => {
    [due, queued, carriedOut, queueIsDead, clockIsRight, timersWait] = [[], [], [], false, true, false];
  });

  const dispatch = () =>
    new DispatchOutbox(
      { lease: async (limit) => due.splice(0, limit) },
      {
        add: async (jobs) => {
          if (queueIsDead) throw new Error('connection refused');
          queued.push(...jobs);
        },
      },
      async ({ id }) => void carriedOut.push(id),
      () => clockIsRight,
      () => timersWait,
      silent,
    ).round();

  it('puts one job for each leased row into the queue, by id and fence only', async () => {
    due = [{ id: '7', fence: 1 }];
    await dispatch();
    expect(queued).toEqual([{ id: 'obx-7-1', name: 'effect', data: { id: '7', fence: 1 } }]);
    expect(carriedOut).toEqual([]);
  });

  it('carries effects out itself when the queue is dead', async () => {
    queueIsDead = true;
    due = [
      { id: '7', fence: 1 },
      { id: '8', fence: 2 },
    ];
    await dispatch();
    expect(carriedOut).toEqual(['7', '8']);
  });

  it('carries out itself what the queue has lost twice', async () => {
    due = [
      { id: '7', fence: 3 },
      { id: '8', fence: 1 },
    ];
    await dispatch();
    expect(carriedOut).toEqual(['7']);
    expect(queued.map(({ id }) => id)).toEqual(['obx-8-1']);
  });

  it('claims nothing while this clock is wrong', async () => {
    clockIsRight = false;
    due = [{ id: '7', fence: 1 }];
    await dispatch();
    expect([queued, carriedOut, due.length]).toEqual([[], [], 1]);
  });

  it('takes a few at a time, with a rest, while timers wait', async () => {
    timersWait = true;
    due = Array.from({ length: 150 }, (_, i) => ({ id: String(i), fence: 1 }));
    expect(await dispatch()).toEqual({ restMs: 250 });
    expect(queued).toHaveLength(10);
  });

  it('goes on at once after a full batch', async () => {
    due = Array.from({ length: 150 }, (_, i) => ({ id: String(i), fence: 1 }));
    expect(await dispatch()).toEqual({ again: true });
    expect(await dispatch()).toEqual({ restMs: 250 });
  });
});
