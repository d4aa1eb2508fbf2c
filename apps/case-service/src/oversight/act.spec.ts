import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
let caseId: string;
let legId: string;
beforeAll(async () => {
  service = await aService();
  const { body: opened } = await service.open();
  const handOver = { package: {}, note: 'please check' };
  const { body } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, handOver);
  await service.post('bea', `/api/v1/handoffs/${body.handoffs[0].id}/accept`, {});
  caseId = opened.id;
  legId = opened.legs[1].id;
});
afterAll(() => service.close());

describe('what a supervisor can do about a case that stalls', () => {
  it('asks whoever must act, once', async () => {
    const nudge = { legId, note: 'the customer is waiting' };
    const { body } = await service.post('olga', `/api/v1/cases/${caseId}/nudge`, nudge);
    expect(body.chases).toMatchObject([{ askedIds: ['bea'], answer: null, legId }]);
    const again = await service.post('olga', `/api/v1/cases/${caseId}/nudge`, nudge);
    expect(again).toMatchObject({ status: 409, body: { code: 'asked-already', askedIds: ['bea'] } });
    const { body: inbox } = await service.get('bea', '/api/v1/inbox');
    expect(inbox.asked).toMatchObject([{ kind: 'chase', caseId }]);
  });

  it('grants more time; "why this due date" says who did, and why', async () => {
    const url = `/api/v1/legs/${legId}/grant-time`;
    const more = { seconds: 7200, reason: 'the bank is closed' };
    expect((await service.post('bill', url, more)).body.code).toBe('oversight-only');
    expect((await service.post('olga', url, { ...more, seconds: 1 })).status).toBe(400);
    const { body } = await service.post('olga', url, more);
    const clock = body.clocks.find(
      ({ kind, state }: { kind: string; state: string }) => kind === 'leg-ola' && state === 'running',
    );
    expect(clock.targetSeconds).toBe(3600 + 7200);
    const { body: why } = await service.get('bea', `/api/v1/cases/${caseId}/clocks/${clock.id}/explain`);
    expect(why.changes).toMatchObject([
      { type: 'clock.started', reason: null },
      { type: 'clock.retargeted', reason: 'the bank is closed', byId: 'olga', dueAt: clock.dueAt },
    ]);
  });

  it('calls somebody in, who finds it on their desk until the leg is over', async () => {
    const helper = { personId: 'lars', legId, reason: 'knows the contract' };
    const { body } = await service.post('olga', `/api/v1/cases/${caseId}/call-in`, helper);
    expect(body.coOwners).toContainEqual(
      expect.objectContaining({
        personId: 'lars',
        role: 'contributor',
        help: expect.objectContaining({ legId, reason: 'knows the contract', calledInById: 'olga' }),
      }),
    );
    const asked = async () => (await service.get('lars', '/api/v1/inbox')).body.asked;
    expect(await asked()).toMatchObject([{ kind: 'help', caseId, legId, text: 'knows the contract' }]);
    await service.post('lars', `/api/v1/cases/${caseId}/leave`, {});
    expect(await asked()).toEqual([]);
  });

  it('sees what the customer has asked for until they are told yes or no', async () => {
    await service.post('ann', `/api/v1/cases/${caseId}/customer-requests`, {
      kind: 'urgent',
      text: 'we close on Friday',
    });
    const requests = async () =>
      (await service.get('olga', '/api/v1/stalled')).body.items.filter(
        ({ reason }: { reason: string }) => reason === 'customer-asked',
      );
    expect(await requests()).toMatchObject([
      {
        caseId,
        legId: null,
        mustAct: { personId: 'ann', departmentId: 'frontline' },
        request: { kind: 'urgent', text: 'we close on Friday' },
        sinceOpenSeconds: expect.any(Number),
      },
    ]);
    const reply = { accepts: true, channel: 'phone', text: 'we do it first thing tomorrow' };
    const url = `/api/v1/cases/${caseId}/customer-requests/answer`;
    expect((await service.post('bea', url, reply)).body.code).toBe('may-not-contact-customer');
    const { body } = await service.post('ann', url, reply);
    expect(body.escalations.at(-1)).toMatchObject({
      request: { state: 'accepted', reply: reply.text, repliedById: 'ann' },
    });
    expect(await requests()).toEqual([]);
    expect((await service.post('ann', url, reply)).body.code).toBe('nothing-asked');
  });
});
