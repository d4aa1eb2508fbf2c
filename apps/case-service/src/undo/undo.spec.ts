import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { examineDatabase } from '@baton/persistence';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
let id: string;
let legId: string;
beforeAll(async () => {
  service = await aService();
});
afterAll(async () => {
  await service.close();
});
beforeEach(async () => {
  const { body } = await service.open();
  id = body.id;
  legId = body.legs[0].id;
});

const read = async () => (await service.get('ann', `/api/v1/cases/${id}`)).body;
const undo = (personId: string, headers = {}, body: object = {}) =>
  service.post(personId, `/api/v1/cases/${id}/undo`, body, headers);
const undoable = async (personId: string) => (await service.get(personId, `/api/v1/cases/${id}/undo`)).body;
const handOver = () => service.post('ann', `/api/v1/legs/${legId}/hand-over`, { package: {}, note: 'please check' });
const isSound = async () => {
  const found = await examineDatabase(service.given.dataSource, { patienceSeconds: 60, examples: 5 });
  expect(found.filter(({ invariant }) => invariant !== 'I4').flatMap(({ examples }) => examples)).toEqual([]);
};

describe('taking back what one has just done', () => {
  it('is offered to whoever did it, with the time that is left', async () => {
    expect(await undoable('ann')).toEqual({ deed: null, secondsLeft: 0 });
    await handOver();
    const { deed, secondsLeft } = await undoable('ann');
    expect(deed).toMatchObject({ type: 'leg.handed-over', by: 'ann', facts: { note: 'please check' } });
    expect(secondsLeft).toBeGreaterThan(50);
    expect(secondsLeft).toBeLessThanOrEqual(60);
    expect(await undoable('bea')).toEqual({ deed: null, secondsLeft: 0 });
  });

  it('leaves the case as it was, in the database too, and its rows gone', async () => {
    const before = await read();
    const { body: offered } = await handOver();
    const { status, body } = await undo('ann', { 'if-match': `"${offered.version}"` });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, version: offered.version + 1 });
    expect(await read()).toEqual(body);
    const [{ count }] = await service.given.dataSource.query('SELECT count(*)::int FROM handoff WHERE case_id = $1', [
      id,
    ]);
    expect(count).toBe(0);
    const { items } = (await service.get('ann', `/api/v1/cases/${id}/events`)).body;
    expect(items[0]).toMatchObject({ type: 'case.undone', facts: { did: 'leg.handed-over' } });
    await isSound();
  });

  it('lets the same be done again, and taken back again', async () => {
    const before = await read();
    for (let round = 0; round < 3; round++) {
      expect((await handOver()).status).toBe(200);
      expect((await undo('ann')).body.handoffs).toEqual([]);
    }
    expect(await read()).toEqual({ ...before, version: expect.any(Number) });
    const { body } = await handOver();
    const accept = () => service.post('bea', `/api/v1/handoffs/${body.handoffs[0].id}/accept`);
    await accept();
    expect((await undo('bea')).body.legs[1]).toMatchObject({ status: 'offered', responsibleId: 'ann' });
    expect((await accept()).body.legs[1]).toMatchObject({ status: 'running', holderId: 'bea' });
    await isSound();
  });

  it('explains a clock as if it had not been stopped', async () => {
    const pause = { reason: 'waiting-customer', waitingFor: 'the invoice', resumesAt: null };
    const clock = (await read()).clocks.find((one: { kind: string }) => one.kind === 'leg-ola');
    const explain = async () => (await service.get('ann', `/api/v1/cases/${id}/clocks/${clock.id}/explain`)).body;
    const { clock: before, changes } = await explain();
    await service.post('ann', `/api/v1/legs/${legId}/pause`, pause);
    expect((await explain()).changes).toHaveLength(changes.length + 1);
    expect((await undo('ann')).status).toBe(200);
    expect(await explain()).toMatchObject({ clock: { state: before.state, dueAt: before.dueAt }, changes });
  });

  it('is answered alike when it is sent twice', async () => {
    await handOver();
    const [first, second] = [
      await undo('ann', { 'idempotency-key': 'k1' }),
      await undo('ann', { 'idempotency-key': 'k1' }),
    ];
    expect(first.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    const again = await undo('ann');
    expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: 'nothing-to-undo' });
  });

  it('takes two requests with one id as one, and never a part of one', async () => {
    const named = { 'x-request-id': 'from-elsewhere' };
    await service.post('ann', `/api/v1/cases/${id}/notes`, { text: 'one' }, named);
    const contact = { channel: 'phone', text: 'hello', reached: true, promiseIds: [], closing: false };
    expect((await service.post('ann', `/api/v1/cases/${id}/contacts`, contact, named)).status).toBe(200);
    await service.post('ann', `/api/v1/cases/${id}/notes`, { text: 'two' }, named);
    expect((await undo('ann')).body.code).toBe('cannot-be-unsaid');
  });

  it.each([
    ['somebody else’s deed', 'bea', 'nothing-to-undo', 409],
    ['what somebody else has gone on from', 'ann', 'nothing-to-undo', 409],
  ])('is refused for %s', async (what, personId, code, status) => {
    await handOver();
    if (personId === 'ann') await service.post('bea', `/api/v1/cases/${id}/notes`, { text: 'I see it' });
    const reply = await undo(personId);
    expect({ what, status: reply.status, code: reply.body.code }).toEqual({ what, status, code });
  });

  it('is refused to whoever has not seen the newest', async () => {
    const { body } = await handOver();
    const reply = await undo('ann', { 'if-match': `"${body.version - 1}"` });
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status: 412, code: 'stale' });
  });

  it('takes no wishes', async () => {
    await handOver();
    expect((await undo('ann', {}, { fromSeq: 1 })).status).toBe(400);
  });

  it('says nothing of a case that one may not see', async () => {
    const { body: secret } = await service.open({ confidential: true });
    for (const method of ['GET', 'POST']) {
      const { status } = await service.ask(
        'lars',
        method,
        `/api/v1/cases/${secret.id}/undo`,
        method === 'POST' ? {} : undefined,
      );
      expect(status).toBe(404);
    }
  });
});
