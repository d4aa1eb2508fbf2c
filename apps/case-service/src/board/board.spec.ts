import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
beforeAll(async () => {
  service = await aService();
});
afterAll(() => service.close());

describe('a department’s board', () => {
  it('shows what is offered to the department, and what its sender still answers for', async () => {
    const { body: opened } = await service.open({ confidential: true });
    const { body } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, {
      package: {},
      note: 'please check',
    });
    const billing = await service.get('bea', '/api/v1/departments/billing/board');
    expect(billing.body).toMatchObject({
      departmentId: 'billing',
      offered: [{ handoffId: body.handoffs[0].id, caseId: opened.id, leg: 'check', level: 'pool', senderId: 'ann' }],
      working: [],
      totals: { arriving: 0, offered: 1, working: 0, waiting: 0 },
      people: [{ personId: 'bea' }, { personId: 'bill' }, { personId: 'bob' }],
    });
    const frontline = await service.get('fred', '/api/v1/departments/frontline/board');
    expect(frontline.body.working).toMatchObject([{ caseId: opened.id, status: 'handing-over', holderId: 'ann' }]);
  });

  it('is for those whose department it is, and for oversight', async () => {
    const statusFor = async (personId: string) =>
      (await service.get(personId, '/api/v1/departments/billing/board')).status;
    expect(await statusFor('bob')).toBe(200);
    expect(await statusFor('bill')).toBe(200);
    expect(await statusFor('olga')).toBe(200);
    expect(await statusFor('lars')).toBe(403);
    expect(await statusFor('ann')).toBe(403);
  });

  it('is not there for a department that does not exist', async () => {
    const { status, body } = await service.get('olga', '/api/v1/departments/nowhere/board');
    expect([status, body.code]).toEqual([404, 'unknown-department']);
  });
});

describe('how much a department has in hand', () => {
  it('is told to everybody who may hand over to it, in numbers alone', async () => {
    const { body: opened } = await service.open({ confidential: true });
    const load = async () => (await service.get('lars', '/api/v1/departments/billing/load')).body;
    const before = await load();
    await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, { package: {}, note: 'please check' });
    expect(await load()).toEqual({
      departmentId: 'billing',
      working: before.working,
      waiting: before.waiting,
      offered: before.offered + 1,
      people: 3,
      present: 3,
      opensAt: null,
      closesAt: null,
    });
  });

  it('is not there for a department that does not exist', async () => {
    const { status, body } = await service.get('lars', '/api/v1/departments/nowhere/load');
    expect([status, body.code]).toEqual([404, 'unknown-department']);
  });
});
