import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

let service: TestService;
let number: number;
beforeAll(async () => {
  service = await aService();
  const { body: opened } = await service.open();
  number = opened.number;
  const handOver = { package: {}, note: 'please check' };
  const { body } = await service.post('ann', `/api/v1/legs/${opened.legs[0].id}/hand-over`, handOver);
  await service.post('bea', `/api/v1/handoffs/${body.handoffs[0].id}/accept`, {});
});
afterAll(() => service.close());

const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
const period = `from=${encodeURIComponent(days(-1))}&to=${encodeURIComponent(days(1))}`;

describe('the flows between departments', () => {
  it('are counted by route', async () => {
    const { body } = await service.get('olga', `/api/v1/oversight/flows?${period}`);
    expect(body).toMatchObject({
      flows: [{ fromDepartmentId: 'frontline', toDepartmentId: 'billing', handoffs: 1, cases: 1, pingPongs: 0 }],
      handoffs: 1,
      latestAt: expect.stringMatching(/Z$/),
    });
  });

  it('lead to their cases', async () => {
    const route = `${period}&fromDepartmentId=frontline&toDepartmentId=billing`;
    const { body } = await service.get('olga', `/api/v1/oversight/flows/cases?${route}`);
    expect(body).toMatchObject({ items: [{ number, isPingPong: false, waitSeconds: null }], next: null });
    expect((await service.get('bill', `/api/v1/oversight/flows/cases?${route}`)).status).toBe(200);
    const foreign = `${period}&fromDepartmentId=frontline&toDepartmentId=legal`;
    expect((await service.get('bill', `/api/v1/oversight/flows/cases?${foreign}`)).status).toBe(403);
  });

  it('show a lead what their own department takes part in', async () => {
    expect((await service.get('bill', `/api/v1/oversight/flows?${period}`)).body.handoffs).toBe(1);
    expect((await service.get('bill', `/api/v1/oversight/flows?${period}&departmentId=legal`)).status).toBe(403);
    expect((await service.get('bea', `/api/v1/oversight/flows?${period}`)).status).toBe(403);
    expect((await service.get('olga', '/api/v1/oversight/flows')).status).toBe(400);
  });
});

describe('the waits', () => {
  it('come by week and by department', async () => {
    const { body } = await service.get('olga', `/api/v1/oversight/waits?${period}`);
    expect(body.weeks).toMatchObject([
      { accepted: 1, begun: 0, waitP50Seconds: null, acceptP50Seconds: expect.any(Number) },
    ]);
    expect(body.departments).toContainEqual(expect.objectContaining({ departmentId: 'billing', accepted: 1 }));
    const frontline = await service.get('fred', `/api/v1/oversight/waits?${period}`);
    expect(frontline.body.departments).toMatchObject([{ departmentId: 'frontline', ended: 1 }]);
  });
});
