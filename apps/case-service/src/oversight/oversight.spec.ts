import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
let caseId: string;
let handoffId: string;
beforeAll(async () => {
  service = await aService();
  const { body: opened } = await service.open();
  const handOver = { package: {}, note: 'please check' };
  const { body } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, handOver);
  caseId = opened.id;
  handoffId = body.handoffs[0].id;
  await service.given.dataSource.query(`UPDATE handoff SET offered_at = offered_at - interval '1 hour' WHERE id = $1`, [
    handoffId,
  ]);
});
afterAll(() => service.close());

describe('the stalled queue', () => {
  it('says what stands still, who must act, and what to do', async () => {
    const { body } = await service.get('olga', '/api/v1/stalled');
    expect(body.items).toMatchObject([
      {
        reason: 'offer-waiting',
        subjectId: handoffId,
        caseId,
        departmentId: 'billing',
        responsibleId: 'ann',
        sinceOpenSeconds: expect.any(Number),
        progressOpenSeconds: null,
        request: null,
        nextAction: 'Accept the offer of "check", or say who shall take it instead.',
        next: { at: expect.stringMatching(/Z$/) },
      },
    ]);
  });

  it('shows a lead their own department, and no other', async () => {
    expect((await service.get('bill', '/api/v1/stalled')).body.items).toHaveLength(1);
    expect((await service.get('fred', '/api/v1/stalled')).body.items).toHaveLength(0);
    expect((await service.get('fred', '/api/v1/stalled?departmentId=billing')).status).toBe(403);
    expect((await service.get('olga', '/api/v1/stalled?departmentId=legal')).body.items).toHaveLength(0);
  });
});

describe('findings', () => {
  it('come page by page, the latest first, to a lead those of their own department', async () => {
    for (const [seconds, departmentId] of [
      [3, 'billing'],
      [2, 'billing'],
      [1, 'legal'],
    ] as const)
      await service.given.dataSource.query(
        `INSERT INTO finding (case_id, id, position, kind, department_id, subject_kind, subject_id, at, note)
         VALUES ($1, gen_random_uuid(), $2::integer, 'stalled', $3, 'case', $1, date_trunc('second', now()) - $2::integer * interval '1 second', 'slow')`,
        [caseId, seconds, departmentId],
      );
    const first = await service.get('olga', '/api/v1/findings?limit=2');
    expect(first.body.items.map((one: { departmentId: string }) => one.departmentId)).toEqual(['legal', 'billing']);
    const second = await service.get('olga', `/api/v1/findings?limit=2&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ departmentId: 'billing' }], next: null });
    expect((await service.get('bill', '/api/v1/findings')).body.items).toHaveLength(2);
  });
});

describe('near misses', () => {
  it('are summed up for a period', async () => {
    await service.given.dataSource.query(
      `INSERT INTO near_miss (case_id, id, position, clock_id, department_id, at_risk_at, risk_rule, due_at, target_seconds,
         interventions, outcome, ended_at)
       SELECT $1, gen_random_uuid(), n, gen_random_uuid(), 'billing', '2026-03-01', 'little-time-left', '2026-03-02', 60, '[]',
         CASE n WHEN 1 THEN 'prevented' ELSE 'lucky' END, '2026-03-02' FROM generate_series(1, 3) n`,
      [caseId],
    );
    const inMarch = '/api/v1/near-misses?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';
    const billing = { departmentId: 'billing', total: 3, open: 0, prevented: 1, lucky: 2, failed: 0, void: 0 };
    expect((await service.get('olga', inMarch)).body).toEqual([billing]);
    expect((await service.get('fred', inMarch)).body).toEqual([]);
    expect((await service.get('olga', '/api/v1/near-misses')).status).toBe(400);
  });
});

describe('notices', () => {
  it('say why they came, the newest first, and which are unread', async () => {
    // As it was written before there were codes.
    const params = { number: 7, subject: 'Paid twice', leg: 'check', who: 'Ann', text: null, at: 0, inner: 'no' };
    await service.given.dataSource.query(
      `INSERT INTO notice (case_id, seq, person_id, why, kind, text, body, at, urgent, by_mail)
       SELECT $1, n, 'bea', 'offered-to-your-pool', 'offer', 'Offer ' || n, $2,
         date_trunc('second', now()) + n * interval '1 second', false, false FROM generate_series(1, 3) n`,
      [caseId, JSON.stringify({ whyText: 'you could take it', about: { kind: 'case', id: caseId }, params })],
    );
    const read = { notices: [{ caseId, seq: 3 }] };
    expect((await service.post('bob', '/api/v1/notices/read', read)).body).toEqual({ marked: 0 });
    expect((await service.post('bea', '/api/v1/notices/read', read)).body).toEqual({ marked: 1 });
    const first = await service.get('bea', '/api/v1/notices?limit=2');
    expect(first.body).toMatchObject({
      unread: 2,
      items: [
        { seq: 3, readAt: expect.stringMatching(/Z$/) },
        { seq: 2, whyText: 'you could take it' },
      ],
    });
    const { inner: _, ...told } = params;
    expect(first.body.items[1].params).toEqual({ ...told, code: null, at: '1970-01-01T00:00:00.000Z' });
    expect(Object.keys(first.body.items[1]).sort()).toEqual(
      ['at', 'caseId', 'kind', 'params', 'readAt', 'seq', 'text', 'why', 'whyText'].sort(),
    );
    const second = await service.get('bea', `/api/v1/notices?limit=2&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ seq: 1 }], next: null });
    const unread = await service.get('bea', '/api/v1/notices?only=unread');
    expect(unread.body.items).toMatchObject([{ seq: 2 }, { seq: 1 }]);
    expect((await service.post('bea', '/api/v1/notices/read', { all: true })).body).toEqual({ marked: 2 });
    expect((await service.get('ann', '/api/v1/notices')).body.items).toEqual([]);
  });
});

describe('the transitions', () => {
  it('are the tables that the rules check', async () => {
    const { body } = await service.get('ann', '/api/v1/transitions');
    expect(body.leg).toContainEqual({ verb: 'finish-leg', from: ['running', 'waiting'], to: ['done'] });
    expect(body.handoff.map((one: { verb: string }) => one.verb)).toContain('accept-handoff');
  });
});
