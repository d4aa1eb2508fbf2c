import { randomBytes, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Access } from '../access/access.js';
import { markNoticesRead } from '../notice/notices.read-model.js';
import { PostgresOutbox } from '../outbox/postgres-outbox.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { type NewPushSubscription, PushSubscriptions } from './push-subscriptions.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);
const LIMIT = 3;

describe('devices that are told', () => {
  let database: TestRelay;
  let access: Access;
  let subscriptions: PushSubscriptions;
  let outbox: PostgresOutbox;
  let caseId: string;
  beforeAll(async () => {
    database = await openTestRelay();
    access = new Access(database.dataSource);
    subscriptions = new PushSubscriptions(database.dataSource);
    outbox = new PostgresOutbox(database.dataSource, database.directory);
    caseId = (await database.at(MONDAY).desk.opened()).id;
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.rows('TRUNCATE session, push_subscription, unpushed_notice, notice, outbox');
  });

  const signIn = async (personId: string) => {
    const sessionId = randomBytes(32);
    await access.openSession(sessionId, personId, 3600);
    return sessionId;
  };
  const keep = (sessionId: Buffer, differs: Partial<NewPushSubscription> = {}) =>
    subscriptions.keep(
      randomUUID(),
      {
        sessionId,
        endpoint: `https://push.example/${randomUUID()}`,
        publicKey: randomBytes(65),
        authSecret: randomBytes(16),
        device: 'Firefox',
        language: 'de',
        ...differs,
      },
      LIMIT,
    );
  const devicesOf = async (personId: string) => (await subscriptions.ofPerson(personId)).map(({ device }) => device);
  const notice = (seq: number, personId: string) => ({
    caseId,
    seq,
    personId,
    why: 'you-own',
    kind: 'chase',
    text: '',
    body: {},
    at: MONDAY + seq,
    urgent: false,
    byMail: false,
  });
  const told = (...notices: readonly ReturnType<typeof notice>[]) =>
    outbox.look(async ({ post, queuePush }) => {
      await post(notices);
      return queuePush(notices);
    });
  const waitingFor = async (id: string) =>
    (await outbox.look(({ pushFor }) => pushFor(id)))?.waiting.map(({ notice: { seq } }) => seq);

  it('are listed to their person, without what one could write to them by', async () => {
    await keep(await signIn('ann'), { endpoint: 'https://push.example/secret' });
    const listed = await subscriptions.ofPerson('ann');
    expect(listed).toMatchObject([{ device: 'Firefox', language: 'de', lastUsedAt: null }]);
    expect(JSON.stringify(listed)).not.toContain('secret');
    expect(Object.keys(listed[0]!)).not.toEqual(expect.arrayContaining(['publicKey']));
    expect(await devicesOf('bea')).toEqual([]);
  });

  it('are one for each browser: the same with new keys, another in its place', async () => {
    const sessionId = await signIn('ann');
    const first = await keep(sessionId, { endpoint: 'https://push.example/1' });
    const again = await keep(sessionId, { endpoint: 'https://push.example/1', device: 'Renamed' });
    expect(again!.id).toBe(first!.id);
    expect(await devicesOf('ann')).toEqual(['Renamed']);
    await keep(sessionId, { device: 'New profile' });
    expect(await devicesOf('ann')).toEqual(['New profile']);
  });

  it('are their new person’s when a browser changes hands, who is shown nothing of before', async () => {
    const endpoint = 'https://push.example/shared';
    await keep(await signIn('ann'), { endpoint });
    await told(notice(1, 'ann'));
    const { id } = (await keep(await signIn('bea'), { endpoint }))!;
    expect([await devicesOf('ann'), await devicesOf('bea'), await waitingFor(id)]).toEqual([[], ['Firefox'], []]);
  });

  it('are so many at most, also when they come at once', async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => signIn('ann')));
    const kept = await Promise.all(sessions.map((sessionId) => keep(sessionId)));
    expect(kept.filter((one) => one !== null)).toHaveLength(LIMIT);
    expect(await devicesOf('ann')).toHaveLength(LIMIT);
    expect(await keep(sessions[kept.findIndex((one) => one !== null)]!, { device: 'Instead' })).not.toBeNull();
    expect(await keep(await signIn('bea'))).not.toBeNull();
  });

  it.each<[string, (sessionId: Buffer) => Promise<unknown>]>([
    ['one signs out', (sessionId) => access.endSession(sessionId)],
    ['one leaves', () => access.endSessionsOf('ann')],
    ['the password changes', () => access.setPassword('ann', 'argon2')],
  ])('are told nothing more when %s', async (_, ends) => {
    const sessionId = await signIn('ann');
    const { id } = (await keep(sessionId))!;
    await told(notice(1, 'ann'));
    await ends(sessionId);
    expect(await waitingFor(id)).toBeUndefined();
    expect(await told(notice(2, 'ann'))).toEqual([]);
    expect(await database.rows('SELECT FROM unpushed_notice')).toEqual([]);
  });

  it.each([
    ['the session has run out', `UPDATE session SET expires_at = now() - interval '1 second'`],
    ['the person does not work here', `UPDATE person SET active = false WHERE id = 'ann'`],
  ])('are told nothing while %s', async (_, happens) => {
    const { id } = (await keep(await signIn('ann')))!;
    await told(notice(1, 'ann'));
    await database.rows(happens);
    expect(await waitingFor(id)).toBeUndefined();
    await database.rows(`UPDATE person SET active = true`);
  });

  it('cannot be kept by a session that has ended', async () => {
    expect(await keep(randomBytes(32))).toBeNull();
  });

  it('are told each notice of their person, unless it is read, until they have shown it', async () => {
    const [phone, laptop] = [await keep(await signIn('ann')), await keep(await signIn('ann'))];
    const other = await keep(await signIn('bea'));
    const queued = await told(notice(1, 'ann'), notice(2, 'ann'), notice(3, 'ann'));
    expect(queued.map(({ subscriptionId }) => subscriptionId).sort()).toEqual([phone!.id, laptop!.id].sort());
    expect(await told(notice(1, 'ann'))).toEqual([]);
    await markNoticesRead(database.dataSource, 'ann', [{ caseId, seq: 2 }]);
    expect(await waitingFor(phone!.id)).toEqual([1, 3]);
    await outbox.look(({ settlePush }) => settlePush(phone!.id, [notice(1, 'ann')]));
    expect([await waitingFor(phone!.id), await waitingFor(laptop!.id), await waitingFor(other!.id)]).toEqual([
      [3],
      [1, 3],
      [],
    ]);
    expect(await database.rows('SELECT FROM unpushed_notice WHERE subscription_id = $1', phone!.id)).toHaveLength(1);
    expect((await subscriptions.ofPerson('ann')).find(({ id }) => id === phone!.id)!.lastUsedAt).not.toBeNull();
  });

  it('are ended by their person only, or by their browser', async () => {
    const { id } = (await keep(await signIn('ann')))!;
    expect(await subscriptions.end(id, 'bea')).toBe(false);
    expect(await subscriptions.end(id, 'ann')).toBe(true);
    const gone = (await keep(await signIn('ann')))!;
    await outbox.look(({ forgetPush }) => forgetPush(gone.id));
    expect(await devicesOf('ann')).toEqual([]);
  });

  it('are tried out by their person only, once in some seconds', async () => {
    const { id } = (await keep(await signIn('ann')))!;
    expect(await subscriptions.tryOut(id, 'bea')).toBe(false);
    expect(await Promise.all([1, 2, 3].map(() => subscriptions.tryOut(id, 'ann')))).toEqual([true, true, true]);
    const effects = await database.rows<{ topic: string }>('SELECT topic FROM outbox');
    expect(effects.length).toBeGreaterThanOrEqual(1);
    expect(effects.length).toBeLessThanOrEqual(2); // When the seconds turn between them.
  });
});
