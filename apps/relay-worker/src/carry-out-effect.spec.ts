import type { Effect, EffectOutbox, EffectTopic, Informed } from '@baton/application';
import { correlationId } from '@baton/server';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';

import { CarryOutEffect } from './carry-out-effect.js';

const silent = pino({ level: 'silent' });
const leased = { id: '7', fence: 1 };

describe('carrying out an effect', () => {
  let begun: Effect | null;
  let ran: string[];
  let failed: Error[];
  let informed: Informed[];
  let breaks: boolean;

  beforeEach(() => {
    [begun, ran, failed, informed, breaks] = [anEffect('inform'), [], [], [], false];
  });

  const run = () => {
    const useCase = (name: string) => ({
      execute: async () => {
        if (breaks) throw new Error('no');
        ran.push(`${name} ${correlationId() ?? ''}`);
        return { caseId: 'c', seq: 1, people: ['ana'] };
      },
    });
    const outbox = {
      begin: async () => begun,
      fail: async (_effect: unknown, error: Error) => void failed.push(error),
    } as unknown as EffectOutbox;
    const useCases = {
      inform: useCase('inform'),
      mail: useCase('mail'),
      push: useCase('push'),
      recalculate: { execute: async () => void ran.push('recalculate') },
      relieve: { execute: async () => void ran.push('relieve') },
    };
    const follow = async (_effect: Effect, attempt: () => Promise<unknown>) => void (await attempt());
    return new CarryOutEffect(outbox, useCases, silent, (one) => informed.push(one), follow).run(leased);
  };

  it.each<[EffectTopic, string]>([
    ['inform', 'inform req-1'],
    ['mail', 'mail req-1'],
    ['push', 'push req-1'],
    ['recalculate', 'recalculate'],
    ['relieve', 'relieve'],
  ])('runs the use case of its topic under the id of its cause: %s', async (topic, expected) => {
    begun = anEffect(topic);
    await run();
    expect(ran).toEqual([expected]);
  });

  it('does nothing when another holds it or it is done', async () => {
    begun = null;
    await run();
    expect(ran).toEqual([]);
  });

  it('sets the next attempt when it fails, and never rejects', async () => {
    breaks = true;
    await expect(run()).resolves.toBeUndefined();
    expect(failed.map(({ message }) => message)).toEqual(['no']);
  });

  it('tells whose inbox has something new', async () => {
    await run();
    expect(informed).toEqual([{ caseId: 'c', seq: 1, people: ['ana'] }]);
  });
});

const anEffect = (topic: EffectTopic): Effect => ({
  ...leased,
  key: 'k',
  topic,
  body: { correlationId: 'req-1' },
  attempts: 0,
});
