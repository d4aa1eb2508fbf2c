import { acceptHandoff, type CaseEvent, recordCustomerMessage } from '@baton/domain';
import { aCompany, aRelay, handToBilling, MONDAY_NINE, type Relay } from '@baton/domain/testing';
import { DAY, HOUR, MINUTE } from '@baton/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Effect } from '../outbox/effect-outbox.js';
import { InMemoryOutbox } from '../testing/in-memory-outbox.js';
import { InformPeopleUseCase } from './inform-people.use-case.js';
import { type Letter, MailNoticesUseCase, type Postman } from './mail-notices.use-case.js';

describe('informing people', () => {
  let relay: Relay;
  let outbox: InMemoryOutbox;
  let now: number;

  beforeEach(() => {
    relay = aRelay();
    now = MONDAY_NINE;
    outbox = new InMemoryOutbox(
      () => now,
      () => aCompany(),
      () => ({ state: relay.state, events: relay.events }),
    );
  });

  /** Ann offers the second leg to billing's pool: the events of that command. */
  const handedOver = (): readonly CaseEvent[] => {
    const before = relay.events.length;
    handToBilling(relay);
    return relay.events.slice(before);
  };
  const inform = (events: readonly CaseEvent[], byMail = false) =>
    new InformPeopleUseCase(outbox, byMail).execute([effectOf(events)]);

  it('tells everyone whom the offer is made to, and why', async () => {
    const [informed] = await inform(handedOver());

    const offers = outbox.notices.filter(({ kind }) => kind === 'offer');
    expect(offers.map(({ personId, why }) => [personId, why])).toEqual(
      expect.arrayContaining([
        ['bea', 'offered-to-your-pool'],
        ['bob', 'offered-to-your-pool'],
      ]),
    );
    expect(informed!.people).toEqual(expect.arrayContaining(['bea', 'bob']));
    expect(offers[0]!.text).toContain('check');
  });

  it('tells nobody twice, however often it runs', async () => {
    const events = handedOver();
    await inform(events);
    const once = outbox.notices.length;
    await inform(events);
    expect(outbox.notices).toHaveLength(once);
  });

  it('tells nothing when another took the lease', async () => {
    outbox.overtaken = true;
    expect(await inform(handedOver())).toEqual([]);
    expect(outbox.notices).toEqual([]);
  });

  it('asks for no mail when there is no mail server', async () => {
    await inform(handedOver());
    expect(outbox.effects).toEqual([]);
  });

  describe('by mail', () => {
    let letters: Letter[];
    let answer: Awaited<ReturnType<Postman['send']>>;

    beforeEach(() => {
      letters = [];
      answer = 'sent';
    });

    const mail = async (personId: string) => {
      const effect = outbox.effects.findLast(({ body }) => body['personId'] === personId)!;
      const postman: Postman = { send: async (letter) => (letters.push(letter), answer) };
      await new MailNoticesUseCase(outbox, postman).execute({ ...effect, id: effect.key, fence: 1, attempts: 0 });
    };

    const keyOfMail = () => {
      const { caseId, seq } = relay.events.findLast(({ type }) => type === 'handoff.offered')!;
      return `mail:bea:${caseId}:${seq}`;
    };

    it('sends one letter to each reader, with a key that follows from the cause', async () => {
      await inform(handedOver(), true);
      await mail('bea');
      expect(letters).toEqual([
        expect.objectContaining({
          key: keyOfMail(),
          to: 'bea@example.org',
          subject: expect.stringMatching(/^C-\d+ (?!.*C-\d)/),
        }),
      ]);
    });

    it('waits a quarter of an hour before the next letter to the same person (E4)', async () => {
      const events = handedOver();
      await inform(events, true);
      await mail('bea');
      now += MINUTE;
      outbox.notices.push({ ...outbox.notices.find(({ personId }) => personId === 'bea')!, seq: 999, mailedAt: null });
      await mail('bea');
      expect(letters).toHaveLength(1);
      expect(outbox.postponedUntil).toBe(MONDAY_NINE + 15 * MINUTE);
    });

    it('leaves out what is no longer true when it leaves (E5)', async () => {
      await inform(handedOver(), true);
      const offer = relay.state.handoffs.find(({ status }) => status === 'offered')!;
      relay.run('bob', acceptHandoff, { handoffId: offer.id });
      await mail('bea');
      expect(letters).toEqual([]);
      expect(outbox.notices.find(({ personId }) => personId === 'bea')!.mailedAt).toBe(now);
    });

    it('rejects when the server puts it off, so that the row is tried again', async () => {
      await inform(handedOver(), true);
      answer = { deferred: 'greylisted' };
      await expect(mail('bea')).rejects.toThrow('greylisted');
      expect(outbox.notices.every(({ mailedAt }) => mailedAt === null)).toBe(true);
    });

    it('gives up on an address that the server refuses; the notice stays in the app', async () => {
      await inform(handedOver(), true);
      answer = { rejected: 'no such user' };
      await mail('bea');
      expect(outbox.done).toContain(keyOfMail());
    });

    it('asks for a letter whatever has become of another for the same moment', async () => {
      now = MONDAY_NINE + 12 * HOUR;
      const heard = async () => {
        const before = relay.events.length;
        relay.run(null, recordCustomerMessage, { channel: 'email', text: 'And?', receivedAt: relay.now });
        await inform(relay.events.slice(before), true);
        return outbox.effects.filter(({ body }) => body['personId'] === 'ann');
      };
      const [first] = await heard();
      expect(await heard()).toEqual([first]);
      outbox.done.push(first!.key); // Discarded, say, after a restore.
      const morning = { notBefore: MONDAY_NINE + DAY };
      expect(await heard()).toMatchObject([morning, morning]);
    });

    it('tells in the next letter what one does not hold, and the urgent in the first', async () => {
      await inform(handedOver(), true);
      const [one] = outbox.notices.filter(({ personId }) => personId === 'bea');
      const more = Array.from({ length: 100 }, (_, n) => ({ ...one!, seq: 1_000 + n, urgent: n === 99 }));
      outbox.notices.push(...more);
      await mail('bea');
      const left = () => outbox.notices.filter(({ personId, mailedAt }) => personId === 'bea' && mailedAt === null);
      expect(left()).toMatchObject([{ seq: 1_098, urgent: false }]);
      now += 15 * MINUTE;
      await mail('bea');
      expect(left()).toEqual([]);
      expect(letters).toHaveLength(2);
    });
  });
});

function effectOf(events: readonly CaseEvent[]): Effect {
  const [first, last] = [events[0]!, events.at(-1)!];
  return {
    id: `inform:${first.seq}`,
    fence: 1,
    key: `inform:${first.caseId}:${first.seq}`,
    topic: 'inform',
    body: { caseId: first.caseId, fromSeq: first.seq, toSeq: last.seq },
    attempts: 0,
  };
}
