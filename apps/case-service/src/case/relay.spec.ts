import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, openingOf, type TestService } from '../testing/a-service.js';

let service: TestService;
beforeAll(async () => {
  service = await aService();
});
afterAll(() => service.close());

const handOver = { package: {}, note: 'please check' };

/** A case of Ann's whose second leg is offered to billing's pool. */
async function anOffer() {
  const { body: opened } = await service.open();
  const { body } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, handOver);
  return { caseId: opened.id as string, handoffId: body.handoffs[0].id as string, version: body.version as number };
}

describe('opening a case', () => {
  it('answers 201 with its place, its version and everything that hangs on it', async () => {
    const { status, headers, body } = await service.open();
    expect(status).toBe(201);
    expect(headers).toMatchObject({ location: `/api/v1/cases/${body.id}`, etag: `"${body.version}"` });
    expect(body).toMatchObject({ ownerId: 'ann', status: 'open', requester: { name: 'Carla', phone: null } });
    expect(body.legs.map((leg: { status: string }) => leg.status)).toEqual(['running', 'planned', 'planned']);
    expect(body.clocks.find((clock: { kind: string }) => clock.kind === 'resolution').dueAt).toMatch(/Z$/);
  });

  it('is read again as it was answered', async () => {
    const { body } = await service.open();
    expect((await service.get('bea', `/api/v1/cases/${body.id}`)).body).toEqual(body);
  });

  it('stands in the list of its owner, page by page', async () => {
    for (const subject of ['first', 'second', 'third']) await service.open({ subject: `${subject} of a kind` });
    const first = await service.get('ann', '/api/v1/cases?text=of%20a%20kind&limit=2&ownerId=ann');
    expect(first.body.items.map((one: { subject: string }) => one.subject)).toEqual([
      'third of a kind',
      'second of a kind',
    ]);
    const second = await service.get('ann', `/api/v1/cases?text=of%20a%20kind&limit=2&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ subject: 'first of a kind' }], next: null });
  });
});

describe('the relay', () => {
  it('runs from department to department until the customer has been told', async () => {
    const { caseId, handoffId } = await anOffer();
    expect(
      (await service.get('bea', '/api/v1/inbox')).body.offers.map((one: { handoffId: string }) => one.handoffId),
    ).toContain(handoffId);

    const accepted = await service.post('bea', `/api/v1/handoffs/${handoffId}/accept`);
    expect(accepted.body.legs[1]).toMatchObject({ status: 'running', holderId: 'bea', responsibleId: 'bea' });
    const second = accepted.body.legs[1].id as string;
    const etaAt = new Date(Date.now() + 600_000).toISOString();
    const progress = { kind: 'work-recorded', note: 'checked', etaAt };
    expect((await service.post('bea', `/api/v1/legs/${second}/progress`, progress)).body.legs[1].etaAt).toBe(etaAt);

    const back = await service.post('bea', `/api/v1/legs/${second}/hand-over`, { ...handOver, toPersonId: 'ann' });
    const offer = back.body.handoffs.at(-1);
    await service.post('ann', `/api/v1/handoffs/${offer.id}/accept`);
    const resolved = await service.post('ann', `/api/v1/cases/${caseId}/resolve`, {
      closureCode: 'refunded',
      message: 'You have your money back.',
    });
    expect(resolved).toMatchObject({ status: 200, body: { status: 'resolved' } });
    const closed = await service.post('ann', `/api/v1/cases/${caseId}/close`, { note: 'done' });
    expect(closed.body.status).toBe('closed');

    const { body: timeline } = await service.get('ann', `/api/v1/cases/${caseId}/events?limit=200`);
    expect(timeline.items[0]).toMatchObject({ type: 'case.closed', seq: closed.body.version, by: 'ann' });
    expect(timeline.items.at(-1)).toMatchObject({ type: 'case.opened', seq: 1 });
    const offered = timeline.items.find((event: { type: string }) => event.type === 'handoff.offered');
    expect(offered.facts).toMatchObject({ legId: expect.any(String), expiresAt: expect.stringMatching(/Z$/) });
  });

  it('lets one of two who accept at once win, and tells the other who did', async () => {
    const { handoffId } = await anOffer();
    const replies = await Promise.all(
      ['bea', 'bob'].map((personId) => service.post(personId, `/api/v1/handoffs/${handoffId}/accept`)),
    );
    const won = replies.find(({ status }) => status === 200)!;
    const lost = replies.find(({ status }) => status === 409)!;
    const winner = won.body.legs[1].holderId as string;
    expect(lost.body).toMatchObject({ code: 'already-decided', currentStatus: 'accepted', byPersonId: winner });
    expect(lost.body.by.toLowerCase()).toBe(winner);
    expect(lost.body.at).toMatch(/Z$/);
  });

  it('names what would be left undone', async () => {
    const { caseId } = await anOffer();
    const { status, body } = await service.post('ann', `/api/v1/cases/${caseId}/resolve`, {
      closureCode: 'x',
      message: 'y',
    });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'loose-ends' });
    expect(body.looseEnds.map((end: { kind: string }) => end.kind)).toContain('offer-open');
  });

  it('refuses what the state does not allow, and lists what it does', async () => {
    const { body: opened } = await service.open();
    const { status, body } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/resume`, {});
    expect({ status, code: body.code, now: body.currentStatus }).toEqual({
      status: 409,
      code: 'illegal-transition',
      now: 'running',
    });
    expect(body.allowed).toContain('hand-over-leg');
  });

  it('refuses the leg of somebody else', async () => {
    const { body: opened } = await service.open();
    const { status, body } = await service.post('bea', `/api/v1/legs/${opened.legs[0].id}/hand-over`, handOver);
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-your-leg' });
  });

  it('keeps promises, questions, disruptions and contacts on the case', async () => {
    const { body: opened } = await service.open();
    const at = `/api/v1/cases/${opened.id}`;
    const due = { precision: 'minute', at: new Date(Date.now() + 7_200_000).toISOString() };
    const promised = await service.post('ann', `${at}/promises`, { text: 'We call back', due });
    expect(promised.body.promises).toMatchObject([
      { text: 'We call back', dueAt: due.at, status: 'open', holderId: 'ann' },
    ]);
    const [promise] = promised.body.promises;
    const later = { precision: 'minute', at: new Date(Date.now() + 9_000_000).toISOString() };
    const moved = await service.post('ann', `/api/v1/promises/${promise.id}/renegotiate`, {
      due: later,
      message: { channel: 'phone', text: 'A little later' },
    });
    expect(moved.body.promises.map((one: { status: string }) => one.status)).toEqual(['renegotiated', 'open']);
    const kept = await service.post('ann', `${at}/contacts`, {
      channel: 'phone',
      text: 'Called',
      reached: true,
      promiseIds: [moved.body.promises[1].id],
    });
    expect(kept.body.promises[1].status).toBe('kept');

    const wrote = await service.post('ann', `${at}/customer-messages`, { channel: 'email', text: 'And now?' });
    expect(wrote.body.unansweredSince).toMatch(/Z$/);
    const raised = await service.post('ann', `${at}/disruptions`, {
      kind: 'delay',
      legId: opened.legs[0].id,
      text: 'The bank is closed',
      newEtaAt: new Date(Date.now() + 40_000_000).toISOString(),
    });
    expect(raised.body.disruptions).toMatchObject([{ kind: 'delay', raisedById: 'ann' }]);
    const recipient = raised.body.disruptions[0].recipients.find((one: { personId: string }) => one.personId !== 'ann');
    const known = await service.post(
      recipient.personId,
      `/api/v1/disruptions/${raised.body.disruptions[0].id}/acknowledge`,
    );
    expect(known.status).toBe(200);
  });

  it('explains a due date, and forecasts the end', async () => {
    const { body } = await service.open();
    const clock = body.clocks.find((one: { kind: string }) => one.kind === 'leg-ola');
    const { body: explained } = await service.get('ann', `/api/v1/cases/${body.id}/clocks/${clock.id}/explain`);
    expect(explained.windows.at(-1)).toMatchObject({ totalSeconds: 3600, to: clock.dueAt });
    expect(explained.changes[0]).toMatchObject({ type: 'clock.started', dueAt: clock.dueAt });
    const { body: forecast } = await service.get('ann', `/api/v1/cases/${body.id}/forecast`);
    expect(forecast.legs).toHaveLength(3);
    const { status } = await service.get('ann', `/api/v1/cases/${body.id}/clocks/${body.id}/explain`);
    expect(status).toBe(404);
  });

  it('hands the ownership over by an offer', async () => {
    const { body: opened } = await service.open();
    const at = `/api/v1/cases/${opened.id}/ownership`;
    await service.post('ann', `${at}/offer`, { toPersonId: 'fred', note: 'I am on holiday' });
    expect((await service.post('bea', `${at}/accept`)).status).toBe(403);
    expect((await service.post('fred', `${at}/accept`)).body.ownerId).toBe('fred');
  });
});

describe('versions', () => {
  it('are refused when they are stale', async () => {
    const { caseId, handoffId, version } = await anOffer();
    const accept = (ifMatch: string) =>
      service.post('bea', `/api/v1/handoffs/${handoffId}/accept`, undefined, { 'if-match': ifMatch });
    const stale = await accept(`"${version - 1}"`);
    expect({ status: stale.status, code: stale.body.code, version: stale.body.version }).toEqual({
      status: 412,
      code: 'stale',
      version,
    });
    expect((await service.get('bea', `/api/v1/cases/${caseId}`)).body.version).toBe(version);
    expect((await accept(`"${version}"`)).status).toBe(200);
  });

  it('are refused when they are none', async () => {
    const { handoffId } = await anOffer();
    const { status } = await service.post('bea', `/api/v1/handoffs/${handoffId}/accept`, undefined, {
      'if-match': 'banana',
    });
    expect(status).toBe(412);
  });
});

describe('an Idempotency-Key', () => {
  const withKey = (key: string) => ({ 'idempotency-key': key });

  it('makes a command happen once, and its answer come twice', async () => {
    const body = openingOf('Once only');
    const first = await service.post('ann', '/api/v1/cases', body, withKey('a'));
    const again = await service.post('ann', '/api/v1/cases', { ...body }, withKey('a'));
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotency-replayed': 'true', etag: first.headers['etag'] },
    });
    expect((await service.get('ann', '/api/v1/cases?text=Once%20only')).body.items).toHaveLength(1);
  });

  it('repeats a refusal, too', async () => {
    const { body: opened } = await service.open();
    const refused = () => service.post('bea', `/api/v1/legs/${opened.legs[0].id}/hand-over`, handOver, withKey('b'));
    const first = await refused();
    const { requestId: _, ...problem } = first.body;
    expect(await refused()).toMatchObject({ status: 403, body: problem, headers: { 'idempotency-replayed': 'true' } });
  });

  it('refuses another body', async () => {
    await service.post('ann', '/api/v1/cases', openingOf('One'), withKey('c'));
    const { status, body } = await service.post('ann', '/api/v1/cases', openingOf('Another'), withKey('c'));
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'key-reused' });
  });

  it('belongs to its sender', async () => {
    const ann = await service.post('ann', '/api/v1/cases', openingOf('Mine'), withKey('d'));
    const fred = await service.post('fred', '/api/v1/cases', openingOf('Mine'), withKey('d'));
    expect(fred.body.id).not.toBe(ann.body.id);
  });

  it('has its limits', async () => {
    const { status } = await service.post('ann', '/api/v1/cases', openingOf('Long'), withKey('x'.repeat(201)));
    expect(status).toBe(400);
  });
});
