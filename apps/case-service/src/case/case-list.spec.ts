import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
/** Ann's, with a leg of hers; Ann's, with a leg of Bea's; Bob's. */
let first: number;
let handedOn: number;
let bobs: number;
beforeAll(async () => {
  service = await aService();
  first = (await service.open({ priority: 'P1' })).body.number;
  const { body: opened } = await service.open();
  handedOn = opened.number;
  const { body: offered } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, {
    package: {},
    note: 'please check',
  });
  await service.post('bea', `/api/v1/handoffs/${offered.handoffs[0].id}/accept`);
  const { body: third } = await service.open();
  bobs = third.number;
  await service.post('olga', `/api/v1/cases/${third.id}/ownership/offer`, { toPersonId: 'fred', note: 'yours' });
  await service.post('fred', `/api/v1/cases/${third.id}/ownership/accept`);
});
afterAll(() => service.close());

describe('the list of cases', () => {
  const numbersFor = async (personId: string, query: string) => {
    const { status, body } = await service.get(personId, `/api/v1/cases?${query}`);
    expect(status).toBe(200);
    return body.items.map((one: { number: number }) => one.number);
  };

  it.each<[string, string, () => readonly number[]]>([
    ['ann', 'ownerId=me', () => [handedOn, first]],
    ['fred', 'ownerId=me', () => [bobs]],
    ['ann', 'ownerId=me&ownerId=fred', () => [bobs, handedOn, first]],
    ['bea', 'holderId=me', () => [handedOn]],
    ['bea', 'departmentId=me', () => [handedOn]],
    ['lars', 'departmentId=me', () => []],
    ['olga', 'priority=P1&priority=P2', () => [first]],
    ['olga', 'journeyId=refund&sort=oldest', () => [first, handedOn, bobs]],
    ['olga', 'sort=priority', () => [first, bobs, handedOn]],
    ['olga', 'openedFrom=-1h&openedTo=0h', () => [bobs, handedOn, first]],
    ['olga', 'openedTo=-1d', () => []],
    ['olga', 'dueTo=999d', () => [bobs, handedOn, first]],
    ['olga', 'dueTo=-1h', () => []],
    ['olga', 'movedFrom=2026-01-01T00:00:00%2B01:00', () => [bobs, handedOn, first]],
  ])('for %s, with %s', async (personId, query, expected) => {
    expect(await numbersFor(personId, query)).toEqual(expected());
  });

  it('says how much working time is left until the date', async () => {
    const { body } = await service.get('olga', '/api/v1/cases?priority=P1');
    expect(body.items[0].openSecondsLeft).toBeGreaterThan(86_000);
    expect(body.items[0].openSecondsLeft).toBeLessThanOrEqual(86_400);
  });

  it('goes on where a page ended, in any order', async () => {
    for (const sort of ['newest', 'oldest', 'due', 'priority']) {
      const whole = await numbersFor('olga', `sort=${sort}`);
      const { body: page } = await service.get('olga', `/api/v1/cases?sort=${sort}&limit=2`);
      expect(await numbersFor('olga', `sort=${sort}&limit=2&cursor=${page.next}`)).toEqual(whole.slice(2));
    }
  });

  it.each([
    ['ownerId=nobody', 422, 'unknown-person'],
    ['holderId=me&holderId=nobody', 422, 'unknown-person'],
    ['departmentId=nowhere', 422, 'unknown-department'],
    ['journeyId=never', 422, 'unknown-journey'],
    ['status=lost', 400, 'invalid-request'],
    ['standing=early', 400, 'invalid-request'],
    ['openedFrom=yesterday', 400, 'invalid-request'],
    ['openedFrom=-1', 400, 'invalid-request'],
    ['sort=random', 400, 'invalid-request'],
    ['colour=red', 400, 'invalid-request'],
    ['id=1', 400, 'invalid-request'],
    ['text=a&text=b', 400, 'invalid-request'],
    [
      `cursor=${Buffer.from('{"number":1,"priority":"P1\'","dueAt":null}').toString('base64url')}`,
      400,
      'invalid-request',
    ],
  ])('refuses %s with a sentence', async (query, status, code) => {
    const reply = await service.get('ann', `/api/v1/cases?${query}`);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
    expect(reply.body.title).toMatch(/\.$/);
  });
});
