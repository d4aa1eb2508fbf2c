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
  let together: Effect[];
  let refused: string | null;

  beforeEach(() => {
    [begun, ran, failed, informed, breaks] = [anEffect('inform'), [], [], [], false];
    [together, refused] = [['7', '8', '9'].map((id) => ({ ...anEffect('inform'), id })), null];
  });

  const carryOut = () => {
    const useCase = (name: string) => ({
      execute: async () => {
        if (breaks) throw new Error('no');
        ran.push(`${name} ${correlationId() ?? ''}`);
      },
    });
    const inform = {
      execute: async (effects: readonly Effect[]) => {
        if (breaks || effects.some(({ id }) => id === refused)) throw new Error('no');
        ran.push(`inform ${effects.map(({ id }) => id).join()} ${correlationId() ?? ''}`.trim());
        return effects.map(() => ({ caseId: 'c', seq: 1, people: ['ana'] }));
      },
    };
    const outbox = {
      begin: async () => begun,
      beginAll: async () => together,
      fail: async (_effect: unknown, error: Error) => void failed.push(error),
    } as unknown as EffectOutbox;
    const useCases = {
      inform,
      mail: useCase('mail'),
      push: useCase('push'),
      recalculate: { execute: async () => void ran.push('recalculate') },
      relieve: { execute: async () => void ran.push('relieve') },
    };
    const follow = async (_effects: readonly Effect[], attempt: () => Promise<unknown>) => void (await attempt());
    return new CarryOutEffect(outbox, useCases, silent, (some) => informed.push(...some), follow);
  };
  const run = () => carryOut().run(leased);

  it.each<[EffectTopic, string]>([
    ['inform', 'inform 7 req-1'],
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

  describe('that inform people, many together', () => {
    const informTogether = () => carryOut().informTogether([leased, leased, leased]);

    it('runs the use case once for all of them', async () => {
      await informTogether();
      expect(ran).toEqual(['inform 7,8,9']);
      expect(informed).toHaveLength(3);
    });

    it('goes on one by one when they are refused together, so that only the one fails whose fault it is', async () => {
      refused = '8';
      await informTogether();
      expect(ran).toEqual(['inform 7 req-1', 'inform 9 req-1']);
      expect(failed).toHaveLength(1);
    });

    it('follows a single one as it would alone', async () => {
      together = together.slice(0, 1);
      await informTogether();
      expect(ran).toEqual(['inform 7 req-1']);
    });

    it('does nothing with what another holds', async () => {
      together = [];
      await informTogether();
      expect(ran).toEqual([]);
    });
  });
});

const anEffect = (topic: EffectTopic): Effect => ({
  ...leased,
  key: 'k',
  topic,
  body: { correlationId: 'req-1' },
  attempts: 0,
});
