import { acceptHandoff, type EscalationPolicy } from '@baton/domain';
import { aCompany, aRelay, handToBilling, MONDAY_NINE, type Relay } from '@baton/domain/testing';
import { DAY, HOUR, MINUTE } from '@baton/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { InformPeopleUseCase } from '../notice/inform-people.use-case.js';
import type { NewEffect } from '../outbox/effect-outbox.js';
import { InMemoryOutbox } from '../testing/in-memory-outbox.js';
import { PushNoticesUseCase, pushTrialEffect } from './push-notices.use-case.js';
import type { Push, PushService, PushSubscription } from './push-service.js';

const NIGHT = MONDAY_NINE + 12 * HOUR;

describe('telling devices', () => {
  let relay: Relay;
  let outbox: InMemoryOutbox;
  let now: number;
  let sent: { readonly to: string; readonly push: Push }[];
  let answer: Awaited<ReturnType<PushService['send']>>;

  beforeEach(() => {
    relay = aRelay();
    now = MONDAY_NINE;
    [sent, answer] = [[], 'sent'];
    outbox = new InMemoryOutbox(
      () => now,
      () => aCompany(),
      () => ({ state: relay.state, events: relay.events }),
    );
    outbox.subscriptions = [device('phone', 'bea'), device('laptop', 'bea', 'es'), device('others', 'zoe')];
  });

  /** Tells everybody of what `happens`. */
  const informOf = async (happens: () => void) => {
    const fromSeq = relay.events.length + 1;
    happens();
    const { caseId, seq: toSeq } = relay.events.at(-1)!;
    const body = { caseId, fromSeq, toSeq };
    const effect = { id: `inform${toSeq}`, key: '', fence: 1, topic: 'inform', body, attempts: 0 } as const;
    await new InformPeopleUseCase(outbox, false).execute([effect]);
  };
  const handOver = () => informOf(() => handToBilling(relay));
  const due = (to: string) =>
    outbox.effects.filter(({ key, body }) => body['subscriptionId'] === to && !outbox.done.includes(key));
  const push = async (effect: NewEffect) => {
    const service: PushService = { send: async ({ id }, one) => (sent.push({ to: id, push: one }), answer) };
    await new PushNoticesUseCase(outbox, service).execute({ ...effect, id: effect.key, fence: 1, attempts: 0 });
  };
  const pushTo = (to: string) => push(due(to)[0]!);
  const offered = () => relay.events.findLast(({ type }) => type === 'handoff.offered')!;
  const takesIt = () =>
    relay.run('bob', acceptHandoff, { handoffId: relay.state.handoffs.find(({ status }) => status === 'offered')!.id });

  it('asks for one message to each device of each reader, and none for others', async () => {
    await handOver();
    const { caseId, seq } = offered();
    expect(outbox.effects.map(({ key, topic, notBefore }) => [key, topic, notBefore])).toEqual([
      [`push:phone:${caseId}:${seq}`, 'push', MONDAY_NINE],
      [`push:laptop:${caseId}:${seq}`, 'push', MONDAY_NINE],
    ]);
  });

  it('says the number and what happened, in the language of the device, and leads to the event', async () => {
    await handOver();
    await pushTo('phone');
    await pushTo('laptop');
    const { caseId, seq } = offered();
    expect(sent.map(({ to, push: { title, text, about } }) => [to, title, text, about])).toEqual([
      ['phone', 'C-1001', 'A leg is offered to you. Please answer.', { caseId, seq }],
      ['laptop', 'C-1001', 'Se le ofrece una etapa. Responda, por favor.', { caseId, seq }],
    ]);
    expect(JSON.stringify(sent)).not.toContain(relay.state.subject);
    expect(sent[0]!.push).toMatchObject({ key: `push:phone:${caseId}:${seq}`, urgency: 'high' });
  });

  it('is of use until the offer runs out', async () => {
    await handOver();
    now += 10 * MINUTE;
    await pushTo('phone');
    const expiresAt = relay.state.handoffs[0]!.expiresAt!;
    expect(sent[0]!.push.ttlSeconds).toBe((expiresAt - now) / 1000);
  });

  it('shows nothing twice', async () => {
    await handOver();
    await pushTo('phone');
    await push({ ...outbox.effects[0]!, key: 'push:phone:again' });
    expect(sent).toHaveLength(1);
  });

  it('puts together what gathers in quiet hours, what calls for an answer first (E5)', async () => {
    now = NIGHT;
    await handOver();
    const { notice } = outbox.unpushed[0]!;
    const offer = { ...notice, body: { ...notice.body, params: { at: MONDAY_NINE + 2 * DAY } } };
    const news = { ...notice, kind: 'customer-wrote', seq: 99, at: NIGHT + 1 };
    outbox.unpushed = [offer, news].map((one) => ({ subscriptionId: 'phone', notice: one }));
    expect(due('phone').map(({ notBefore }) => notBefore)).toEqual([MONDAY_NINE + DAY]);
    await pushTo('phone');
    expect([sent, outbox.postponedUntil]).toEqual([[], MONDAY_NINE + DAY]);
    now = MONDAY_NINE + DAY;
    await pushTo('phone');
    expect(sent[0]!.push.text).toBe('A leg is offered to you. Please answer. And one more notice.');
  });

  it.each<[string, () => void]>([
    ['no longer true', () => takesIt()],
    ['read elsewhere', () => outbox.unpushed.forEach(({ notice }) => outbox.read.add(notice.seq))],
    ['a day old', () => (now += DAY)],
  ])('leaves out what is %s', async (_, happens) => {
    await handOver();
    happens();
    await pushTo('phone');
    expect(sent).toEqual([]);
    expect(due('phone')).toEqual([]);
  });

  it('is quiet where a ladder says so (E1)', async () => {
    const company = aCompany({ policies: [quietLadder] });
    relay = aRelay({ company });
    handToBilling(relay, 'bea');
    relay.run('bea', acceptHandoff, { handoffId: relay.state.handoffs[0]!.id });
    await informOf(() => relay.passUntil(MONDAY_NINE + 5 * HOUR));
    expect(outbox.notices.some(({ kind, personId }) => kind === 'chase' && personId === 'bea')).toBe(true);
    expect(outbox.unpushed.filter(({ notice }) => notice.kind === 'chase')).toEqual([]);
  });

  describe('when it does not arrive', () => {
    beforeEach(handOver);

    it('forgets a device that is gone', async () => {
      answer = 'gone';
      await pushTo('phone');
      expect(outbox.subscriptions.map(({ id }) => id)).toEqual(['laptop', 'others']);
    });

    it('rejects when the service fails, so that the row is tried again, under the same key', async () => {
      answer = { deferred: 'push.example answered 500', afterSeconds: null };
      await expect(pushTo('phone')).rejects.toThrow('push.example answered 500');
      expect(due('phone')).toHaveLength(1);
      answer = 'sent';
      await pushTo('phone');
      expect(new Set(sent.map(({ push: { key } }) => key)).size).toBe(1);
      expect([sent.length, due('phone')]).toEqual([2, []]);
    });

    it.each([
      [90, 90_000],
      [1_000_000, HOUR],
    ])('waits %i s where the service says so, within reason', async (afterSeconds, pause) => {
      answer = { deferred: 'busy', afterSeconds };
      await pushTo('phone');
      expect(outbox.postponedUntil).toBe(now + pause);
      expect(due('phone')).toHaveLength(1);
    });

    it('is done with a device that was switched off meanwhile', async () => {
      outbox.subscriptions = [];
      await pushTo('phone');
      expect([sent, due('phone')]).toEqual([[], []]);
    });
  });

  describe('a trial', () => {
    it('is shown at any hour, and settles nothing', async () => {
      await handOver();
      now = NIGHT + 2_000;
      await push(pushTrialEffect('laptop', now));
      expect(sent[0]!.push).toMatchObject({
        title: 'Baton',
        text: 'Este dispositivo le avisará de lo que le espera.',
        about: null,
      });
      expect(outbox.unpushed.filter(({ subscriptionId }) => subscriptionId === 'laptop')).toHaveLength(1);
    });

    it('is the same when it is asked for twice at once', () => {
      expect(pushTrialEffect('laptop', NIGHT + 4_999).key).toBe(pushTrialEffect('laptop', NIGHT).key);
      expect(pushTrialEffect('laptop', NIGHT + 5_000).key).not.toBe(pushTrialEffect('laptop', NIGHT).key);
    });

    it('is given up after five minutes', async () => {
      const trial = pushTrialEffect('laptop', now);
      now += 5 * MINUTE;
      await push(trial);
      expect([sent, outbox.done]).toEqual([[], [trial.key]]);
    });
  });
});

const device = (id: string, personId: string, language: PushSubscription['language'] = 'en'): PushSubscription => ({
  id,
  personId,
  endpoint: `https://push.example/${id}`,
  publicKey: new Uint8Array(65),
  authSecret: new Uint8Array(16),
  language,
});

const quietLadder: EscalationPolicy = {
  id: 'quiet',
  version: 1,
  name: 'Quiet',
  trigger: 'stall',
  steps: [
    { offsetSeconds: 0, unit: 'business', audience: 'holder', action: 'ask', channels: ['in-app'], needsAck: false },
  ],
};
