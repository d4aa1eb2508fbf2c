import type { LeasedEffect, NewEffect } from '@baton/application';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';

import { rowsLookedAt } from '../testing/rows-looked-at.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { readBacklog } from './backlog.js';
import { discardHeld, dispatchHold, heldEffects, holdDispatch, releaseHeld } from './dispatch-hold.js';
import { parkedEffects, retryParked } from './parked-effects.js';
import { IN_FLIGHT, PostgresOutbox } from './postgres-outbox.js';
import { traceEffects } from './trace-effects.js';

describe('the outbox', () => {
  let database: TestRelay;
  let outbox: PostgresOutbox;
  beforeAll(async () => {
    database = await openTestRelay();
    outbox = new PostgresOutbox(database.dataSource, database.directory);
  });
  afterAll(() => database.close());
  beforeEach(() => database.rows('TRUNCATE outbox'));

  const anEffect = (differs: Partial<NewEffect> = {}): NewEffect => ({
    key: 'mail:bea:1',
    topic: 'mail',
    orderKey: 'mail:bea',
    body: { personId: 'bea' },
    notBefore: 0,
    ...differs,
  });
  const add = (...effects: readonly NewEffect[]) => outbox.look((scope) => scope.add(effects));
  const leaseOne = async () => {
    const [leased] = await outbox.lease(1, 30);
    return leased!;
  };
  const letLeasesEnd = () => database.rows(`UPDATE outbox SET lease_until = now() - interval '1 second'`);
  const makeDue = () => database.rows(`UPDATE outbox SET next_attempt_at = now() - interval '1 second'`);
  const row = async () => (await database.rows<Record<string, unknown>>('SELECT * FROM outbox'))[0]!;

  it('holds an effect once, however often its cause is seen', async () => {
    await add(anEffect(), anEffect());
    await add(anEffect());
    expect(await outbox.lease(10, 30)).toHaveLength(1);
  });

  it('remembers the trace in which an effect was caused, by a command or by another effect', async () => {
    const cause = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    traceEffects(() => cause);
    try {
      await add(anEffect());
      await database.at(Date.UTC(2026, 5, 1, 9)).desk.opened();
    } finally {
      traceEffects(() => null);
    }
    await add(anEffect({ key: 'mail:bea:2', orderKey: 'mail:untraced' }));
    const begun = await outbox.beginAll([...(await outbox.lease(10, 30)), ...(await outbox.leaseInforms(10, 30))]);
    const traces = Object.fromEntries(begun.map(({ key, traceparent }) => [key, traceparent]));
    expect(traces).toMatchObject({ 'mail:bea:1': cause, 'mail:bea:2': null });
    expect(Object.entries(traces).find(([key]) => key.startsWith('inform:'))?.[1]).toBe(cause);
    await expect(database.rows(`UPDATE outbox SET traceparent = 'by hand'`)).rejects.toThrow(
      'outbox_traceparent_check',
    );
  });

  it('gives an effect to one process at a time', async () => {
    await add(anEffect());
    const leases = await Promise.all([outbox.lease(10, 30), outbox.lease(10, 30), outbox.lease(10, 30)]);
    expect(leases.flat()).toHaveLength(1);
    expect(await outbox.lease(10, 30)).toEqual([]);
  });

  it('has no more under way than the queue can hold, and goes on as leases end', async () => {
    const storm = Array.from({ length: IN_FLIGHT + 50 }, (_, n) =>
      anEffect({ key: `mail:${n}`, orderKey: `mail:${n}` }),
    );
    await add(...storm);
    expect(await outbox.lease(IN_FLIGHT - 10, 30)).toHaveLength(IN_FLIGHT - 10);
    expect(await outbox.lease(100, 30)).toHaveLength(10);
    expect(await outbox.lease(100, 30)).toEqual([]);
    await letLeasesEnd();
    expect(await outbox.lease(100, 30)).toHaveLength(100);
  });

  it('says what to do when it is begun, and nothing more once it is done', async () => {
    await add(anEffect());
    const leased = await leaseOne();
    expect(await outbox.begin(leased)).toEqual({
      ...leased,
      key: 'mail:bea:1',
      topic: 'mail',
      body: { personId: 'bea' },
      attempts: 0,
      traceparent: null,
    });
    expect(await outbox.finish(leased, async () => undefined)).toBe('done');
    expect(await outbox.begin(leased)).toBeNull();
    expect(await outbox.finish(leased, async () => undefined)).toBe('overtaken');
    await letLeasesEnd();
    expect(await outbox.lease(10, 30)).toEqual([]);
  });

  it('waits for the time of an effect', async () => {
    await add(anEffect({ notBefore: Date.now() + 60_000 }));
    expect(await outbox.lease(10, 30)).toEqual([]);
    await makeDue();
    expect(await outbox.lease(10, 30)).toHaveLength(1);
  });

  it('takes a lease away from whoever is too slow, who then can do no more', async () => {
    await add(anEffect());
    const slow = await leaseOne();
    await outbox.begin(slow);
    await letLeasesEnd();
    const next = await leaseOne();
    expect(next).toEqual({ id: slow.id, fence: slow.fence + 1 });

    let written = false;
    expect(await outbox.begin(slow)).toBeNull();
    expect(await outbox.finish(slow, async () => void (written = true))).toBe('overtaken');
    await outbox.fail(slow, new Error('late'));
    await outbox.postpone(slow, Date.now() + 60_000);
    expect(written).toBe(false);
    expect(await outbox.begin(next)).not.toBeNull();
    expect(await outbox.finish(next, async () => undefined)).toBe('done');
  });

  it('keeps nothing of an effect that fails at the end', async () => {
    await add(anEffect());
    const leased = await leaseOne();
    const finishing = outbox.finish(leased, async (scope) => {
      await scope.add([anEffect({ key: 'half', orderKey: 'half' })]);
      throw new Error('broken');
    });
    await expect(finishing).rejects.toThrow('broken');
    expect(await database.rows('SELECT effect_key, done_at FROM outbox')).toEqual([
      { effect_key: 'mail:bea:1', done_at: null },
    ]);
  });

  it('tries again after a growing pause', async () => {
    await add(anEffect());
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const leased = await leaseOne();
      expect(await outbox.begin(leased)).toMatchObject({ attempts: attempt });
      await outbox.fail(leased, new TypeError('no route'));
      const [{ pause, error }] = (await database.rows(
        'SELECT extract(epoch FROM next_attempt_at - now())::float8 AS pause, last_error AS error FROM outbox',
      )) as [{ pause: number; error: string }];
      expect(error).toBe('TypeError: no route');
      expect(await outbox.lease(10, 30)).toEqual([]);
      pauses.push(pause);
      await makeDue();
    }
    pauses.forEach((pause, attempt) => {
      expect(pause).toBeGreaterThan(2 ** attempt * 0.7);
      expect(pause).toBeLessThan(2 ** attempt * 1.3);
    });
  });

  it('parks what has failed for a day, for a person to send it on its way again', async () => {
    await add(anEffect());
    await database.rows('UPDATE outbox SET attempts = 33');
    await outbox.fail(await leaseOne(), new Error('still no route'));
    await makeDue();
    expect(await parkedEffects(database.dataSource)).toEqual([]);
    await outbox.fail(await leaseOne(), new Error('no route'));
    await makeDue();
    expect(await outbox.lease(10, 30)).toEqual([]);
    const parked = await parkedEffects(database.dataSource);
    expect(parked).toMatchObject([{ key: 'mail:bea:1', attempts: 35, lastError: 'Error: no route' }]);

    expect(await retryParked(database.dataSource, { id: parked[0]!.id })).toBe(1);
    expect(await outbox.lease(10, 30)).toHaveLength(1);
  });

  it('parks what was begun five times and never ended: it takes its process with it', async () => {
    await add(anEffect());
    for (let start = 0; start < 5; start++) {
      expect(await outbox.begin(await leaseOne())).not.toBeNull();
      await letLeasesEnd();
    }
    expect(await outbox.lease(10, 30)).toEqual([]);
    expect(await parkedEffects(database.dataSource)).toMatchObject([{ lastError: 'Begun 5 times without an end' }]);
    expect(await retryParked(database.dataSource, 'all')).toBe(1);
    expect(await outbox.begin(await leaseOne())).not.toBeNull();
  });

  it('counts no failure as a start without an end', async () => {
    await add(anEffect());
    for (let start = 0; start < 6; start++) {
      const leased = await leaseOne();
      await outbox.begin(leased);
      await outbox.fail(leased, new Error('no route'));
      await makeDue();
    }
    expect((await row())['parked_at']).toBeNull();
  });

  it('can wait for a better time, which is no failure', async () => {
    await add(anEffect());
    const leased = await leaseOne();
    await outbox.begin(leased);
    await outbox.postpone(leased, Date.UTC(2100, 0, 1));
    expect(await row()).toMatchObject({ attempts: 0, starts: 0, next_attempt_at: new Date(Date.UTC(2100, 0, 1)) });
    expect(await outbox.lease(10, 30)).toEqual([]);
  });

  it('goes in order where order matters, until one fails', async () => {
    await add(anEffect({ key: '1' }), anEffect({ key: '2' }), anEffect({ key: 'other', orderKey: 'mail:ann' }));
    const first = await outbox.lease(10, 30);
    expect(first).toHaveLength(2); // The first of each.
    const [one] = first;
    expect(await outbox.lease(10, 30)).toEqual([]);
    await outbox.fail(one!, new Error('no route'));
    const second = await outbox.lease(10, 30);
    expect(await Promise.all(second.map((leased) => outbox.begin(leased)))).toMatchObject([{ key: '2' }]);
  });

  describe('what informs people', () => {
    const inform = (n: number, differs: Partial<NewEffect> = {}) =>
      anEffect({ key: `inform:${n}`, topic: 'inform', orderKey: `case ${n}`, body: {}, ...differs });
    const storm = (count: number) => add(...Array.from({ length: count }, (_, n) => inform(n)));

    it('goes a way of its own, of which nothing else is in the way', async () => {
      await storm(IN_FLIGHT + 50);
      await add(anEffect());
      expect(await outbox.lease(10, 30)).toHaveLength(1);
      expect(await outbox.leaseInforms(IN_FLIGHT + 10, 30)).toHaveLength(IN_FLIGHT + 10);
      expect(await outbox.leaseInforms(100, 30)).toHaveLength(40);
    });

    it('is begun and done many at once, but for what another has taken meanwhile', async () => {
      await storm(3);
      const slow = await outbox.leaseInforms(10, 30);
      await database.rows(`UPDATE outbox SET lease_until = now() - interval '1 second' WHERE effect_key = 'inform:1'`);
      const [taken] = await outbox.leaseInforms(10, 30);
      expect((await outbox.beginAll(slow)).map(({ key }) => key)).toEqual(['inform:0', 'inform:2']);
      const held: string[] = [];
      await outbox.finishAll(slow, async (_scope, ours) => void held.push(...ours.map(({ id }) => id)));
      expect(held).toEqual(slow.map(({ id }) => id).filter((id) => id !== taken!.id));
      const left = await database.rows('SELECT effect_key, starts FROM outbox WHERE done_at IS NULL');
      expect(left).toEqual([{ effect_key: 'inform:1', starts: 0 }]);
    });

    it('says what was tried before: begun without an end, or failed', async () => {
      await storm(3);
      const leased = await outbox.leaseInforms(10, 30);
      expect(leased.map(({ wasTried }) => wasTried)).toEqual([false, false, false]);
      const [begun, failing] = await outbox.beginAll(leased.slice(0, 2));
      await outbox.fail(failing!, new Error('no'));
      await letLeasesEnd();
      await makeDue();
      const again = await outbox.leaseInforms(10, 30);
      expect(again.filter(({ wasTried }) => wasTried).map(({ id }) => id)).toEqual([begun!.id, failing!.id]);
    });

    it('is parked when it takes its process with it', async () => {
      await storm(1);
      await database.rows('UPDATE outbox SET starts = 5');
      expect(await outbox.leaseInforms(10, 30)).toEqual([]);
      expect(await parkedEffects(database.dataSource)).toMatchObject([{ key: 'inform:0' }]);
    });

    it('tells of what somebody did before what time did', async () => {
      await storm(3);
      await add(inform(7, { body: { correlationId: 'request' } }));
      const [first] = await outbox.beginAll(await outbox.leaseInforms(1, 30));
      expect(first!.key).toBe('inform:7');
    });

    it.each([0, 1, 1000])(
      'is found without a look at the rest of a storm, after a time with %i of them',
      async (done) => {
        await database.rows(`INSERT INTO outbox (effect_key, topic, order_key, body, done_at)
        SELECT 'done:' || n, 'inform', 'case ' || n, '{}', now() FROM generate_series(1, ${done}) n`);
        await database.rows('VACUUM ANALYZE outbox');
        await database.rows(`INSERT INTO outbox (effect_key, topic, order_key, body)
        SELECT 'inform:' || n, 'inform', 'case ' || n, '{}' FROM generate_series(1, 5000) n`);
        const looks = await rowsLookedAt(database.dataSource, async (watched) => {
          const watching = new PostgresOutbox(watched, database.directory);
          const leased = await watching.leaseInforms(10, 30);
          expect(await watching.beginAll(leased)).toHaveLength(10);
          await watching.finishAll(leased, async (_scope, ours) => expect(ours).toHaveLength(10));
        });
        expect(looks.filter(({ rows }) => rows > 10)).toEqual([]);
      },
    );

    it('goes in the order of its case', async () => {
      await add(inform(1), inform(2, { orderKey: 'case 1' }), inform(3));
      const leased = await outbox.leaseInforms(10, 30);
      expect((await outbox.beginAll(leased)).map(({ key }) => key)).toEqual(['inform:1', 'inform:3']);
    });
  });

  describe('what gathers', () => {
    const gathers = (n: number, notBefore: number, urgent = false) =>
      anEffect({ key: `mail:bea:${n}`, body: { personId: 'bea', urgent }, notBefore, gathers: true });
    const keys = async () =>
      (await database.rows<{ key: string }>('SELECT effect_key AS key FROM outbox ORDER BY id')).map(({ key }) => key);

    it('is needless while another is about to begin', async () => {
      await add(gathers(1, 1_000));
      await add(gathers(2, 2_000), anEffect({ key: 'other', orderKey: 'mail:ann', gathers: true }));
      expect(await keys()).toEqual(['mail:bea:1', 'other']);
    });

    it.each<[string, number, boolean]>([
      ['leaves earlier', 500, false],
      ['is urgent', 2_000, true],
    ])('is not when it %s', async (_, notBefore, urgent) => {
      await add(gathers(1, 1_000));
      await add(gathers(2, notBefore, urgent));
      expect(await keys()).toHaveLength(2);
    });

    it.each<[string, (leased: LeasedEffect) => Promise<unknown>]>([
      ['may have begun', async () => undefined],
      ['is done', (leased) => outbox.finish(leased, async () => undefined)],
      ['has ended its lease without a word', letLeasesEnd],
      ['has failed and waits', (leased) => outbox.fail(leased, new Error('no'))],
    ])('is not when the other %s', async (_, happens) => {
      await add(gathers(1, 1_000));
      const leased = await leaseOne();
      await outbox.begin(leased);
      await happens(leased);
      await add(gathers(2, 2_000));
      expect(await keys()).toHaveLength(2);
    });

    it('keeps the other from beginning before what it shall tell of is there', async () => {
      await add(gathers(1, 1_000));
      await outbox.look(async (scope) => {
        await scope.add([gathers(2, 2_000)]);
        expect(await outbox.lease(10, 30)).toEqual([]);
      });
      expect(await outbox.lease(10, 30)).toHaveLength(1);
    });
  });

  describe('while nothing may leave the house', () => {
    const hold = () => holdDispatch(database.dataSource, 'restored');
    const mail = anEffect();
    const inform = anEffect({ key: 'inform:x', topic: 'inform', orderKey: 'x' });
    const push = anEffect({ key: 'push:x', topic: 'push', orderKey: 'push:x', body: { subscriptionId: randomUUID() } });
    const keys = async () => (await heldEffects(database.dataSource)).map(({ key }) => key);
    afterEach(async () => {
      await releaseHeld(database.dataSource);
      await database.rows('TRUNCATE unpushed_notice, notice');
    });

    it('keeps mail and messages to devices, of before and after, and goes on with the rest', async () => {
      await add(mail, inform);
      await hold();
      await add(push);
      expect(await outbox.lease(10, 30)).toEqual([]);
      expect(await outbox.leaseInforms(10, 30)).toHaveLength(1);
      expect(await keys()).toEqual(['mail:bea:1', 'push:x']);
      expect(await dispatchHold(database.dataSource)).toMatchObject({ reason: 'restored' });
    });

    it('counts what waits apart: it is not late', async () => {
      await add(mail);
      await database.rows(`UPDATE outbox SET next_attempt_at = now() - interval '1 hour'`);
      await hold();
      expect(await readBacklog(database.dataSource)).toMatchObject({ outboxLagSeconds: 0, outboxHeld: 1 });
    });

    it('ends what was under way: whoever began it can do no more', async () => {
      await add(mail);
      const leased = await leaseOne();
      await hold();
      expect(await outbox.begin(leased)).toBeNull();
      expect(await outbox.finish(leased, async () => undefined)).toBe('overtaken');
    });

    it('lets it leave once it is released', async () => {
      await add(mail, push);
      await hold();
      expect(await releaseHeld(database.dataSource)).toBe(2);
      expect(await outbox.lease(10, 30)).toHaveLength(2);
      expect(await releaseHeld(database.dataSource)).toBeNull();
    });

    it('never sends what is discarded, nor the notices it would have told of', async () => {
      const { id } = await database.at(Date.UTC(2026, 5, 1, 9)).desk.opened();
      await database.rows('TRUNCATE outbox');
      const notice = {
        ...{ caseId: id, seq: 1, personId: 'bea', why: 'coming-to-you', kind: 'pre-alert', text: 'It comes', body: {} },
        ...{ at: Date.UTC(2026, 5, 1, 9), urgent: false, byMail: true },
      };
      await outbox.look((scope) => scope.post([notice, { ...notice, personId: 'bill' }]));
      await add(mail, push);
      await hold();
      const [first] = await heldEffects(database.dataSource);
      expect(await discardHeld(database.dataSource, { id: first!.id })).toBe(1);
      expect(await keys()).toEqual(['push:x']);
      expect((await outbox.look((scope) => scope.mailFor('bea'))).waiting).toEqual([]);
      expect((await outbox.look((scope) => scope.mailFor('bill'))).waiting).toHaveLength(1);
      expect(await discardHeld(database.dataSource, 'all')).toBe(1);
      expect(await releaseHeld(database.dataSource)).toBe(0);
      expect(await outbox.lease(10, 30)).toEqual([]);
    });

    it('discards nothing where nothing is held', async () => {
      await add(mail);
      expect(await discardHeld(database.dataSource, 'all')).toBe(0);
      expect(await outbox.lease(10, 30)).toHaveLength(1);
    });
  });

  describe('what an effect may do', () => {
    it('reads the case as it is now and the events that caused the effect', async () => {
      const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
      const opened = await desk.opened();
      const state = await desk.handOver(opened);
      const other = await desk.opened();
      const [seen, first, before] = await outbox.look((scope) =>
        scope.histories([
          { caseId: state.id, fromSeq: opened.version + 1, toSeq: state.version },
          { caseId: other.id, fromSeq: 1, toSeq: 2 },
          { caseId: state.id, fromSeq: 1, toSeq: opened.version },
        ]),
      );
      expect([seen!.state, first!.state, before!.state]).toEqual([state, other, state]);
      expect(seen!.events.map(({ seq }) => seq)[0]).toBe(opened.version + 1);
      expect(seen!.events.at(-1)!.seq).toBe(state.version);
      expect(first!.events.map(({ caseId, seq }) => [caseId, seq])).toEqual([
        [other.id, 1],
        [other.id, 2],
      ]);
      expect(before!.events).toHaveLength(opened.version);
    });

    it('is told of a case that is not there', async () => {
      const caseId = randomUUID();
      const histories = outbox.look((scope) => scope.histories([{ caseId, fromSeq: 1, toSeq: 1 }]));
      await expect(histories).rejects.toThrow(`There is no case ${caseId}`);
    });

    it('knows the time and the company', async () => {
      const { at, company } = await outbox.look(async (scope) => scope);
      expect(Math.abs(at - Date.now())).toBeLessThan(5_000);
      expect(company.people.get('bea')?.departmentId).toBe('billing');
    });

    it('informs people once, and knows what waits to be mailed', async () => {
      const { id } = await database.at(Date.UTC(2026, 5, 1, 9)).desk.opened();
      const notice = {
        caseId: id,
        seq: 1,
        personId: 'bea',
        why: 'coming-to-you',
        kind: 'pre-alert',
        text: 'It comes',
        body: { about: { kind: 'case', id } },
        at: Date.UTC(2026, 5, 1, 9, 0, 0, 123),
        urgent: false,
        byMail: true,
      };
      await outbox.look((scope) => scope.post([notice, { ...notice, personId: 'bill', byMail: false }]));
      await outbox.look((scope) => scope.post([{ ...notice, text: 'said again' }]));

      const before = await outbox.look((scope) => scope.mailFor('bea'));
      expect(before.waiting).toEqual([{ notice, state: expect.objectContaining({ id }) }]);
      expect(before.lastMailAt).toBeNull();
      expect((await outbox.look((scope) => scope.mailFor('bill'))).waiting).toEqual([]);

      await outbox.look((scope) => scope.markMailed([notice]));
      const after = await outbox.look((scope) => scope.mailFor('bea'));
      expect(after.waiting).toEqual([]);
      expect(Math.abs(after.lastMailAt! - Date.now())).toBeLessThan(5_000);
      const last = await outbox.look((scope) => scope.lastMails(['bea', 'bill', 'nobody']));
      expect([...last]).toEqual([['bea', after.lastMailAt]]);
    });
  });

  describe('the backlog', () => {
    it('is nothing when nothing is due', async () => {
      await database.rows('TRUNCATE timer');
      expect(await readBacklog(database.dataSource)).toEqual({
        timerLagSeconds: 0,
        timersDue: 0,
        timersFailing: 0,
        outboxLagSeconds: 0,
        outboxPending: 0,
        outboxFailing: 0,
        outboxParked: 0,
        outboxHeld: 0,
      });
    });

    it('says how long the oldest has been waiting', async () => {
      await database.rows('TRUNCATE timer');
      const { desk } = database.at(Date.now() - 3_600_000);
      await desk.handOver(await desk.opened());
      await database.rows(`UPDATE timer SET fire_at = now() + interval '1 day', wake_at = now() + interval '1 day'
        WHERE kind <> 'handoff-expiry'`);
      await database.rows(`UPDATE outbox SET next_attempt_at = now() - interval '90 seconds'`);
      const { timerLagSeconds, timersDue, outboxLagSeconds, outboxPending } = await readBacklog(database.dataSource);
      expect(timersDue).toBe(1);
      expect(timerLagSeconds).toBeGreaterThan(1_700);
      expect(timerLagSeconds).toBeLessThan(1_900);
      expect(outboxPending).toBe(2);
      expect(outboxLagSeconds).toBeGreaterThan(89);
    });
  });
});
