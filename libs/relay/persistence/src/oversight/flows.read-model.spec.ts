import { acceptHandoff, type Case, handOverLeg, progressLeg } from '@baton/domain';
import { DAY, HOUR, MINUTE } from '@baton/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { TestDesk } from '../testing/test-desk.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { casesOfFlow, flowsBetweenDepartments } from './flows.read-model.js';
import { waitsOfPeriod } from './waits.read-model.js';

describe('how work flows between departments', () => {
  const start = Date.UTC(2026, 2, 4, 9); // A Wednesday.
  const period = { from: start - DAY, to: start + 10 * DAY, departmentId: null };
  let database: TestRelay;
  let desk: TestDesk;
  let time: { at: number };
  beforeEach(async () => {
    database = await openTestRelay();
    ({ desk, time } = database.at(start));
  });
  afterEach(() => database.close());

  /** Billing accepts 10 minutes after the offer and does something 20 minutes after it. */
  async function atBilling(): Promise<Case> {
    const offered = await desk.handOver(await desk.opened());
    time.at += 10 * MINUTE;
    const accepted = await desk.does(offered, acceptHandoff, { handoffId: offered.handoffs[0]!.id }, 'bea');
    time.at += 10 * MINUTE;
    const worked = { legId: accepted.handoffs[0]!.toLegId, kind: 'work-recorded', note: '', ticked: [], etaAt: null };
    return desk.does(accepted, progressLeg, worked as Parameters<typeof progressLeg>[1], 'bea');
  }
  async function move(state: Case, by: string, toDepartmentId: string, acceptedBy: string): Promise<Case> {
    const leg = state.legs.find(({ status }) => status === 'running')!;
    const offered = await desk.does(
      state,
      handOverLeg,
      {
        legId: leg.id,
        toDepartmentId,
        toPersonId: null,
        legName: 'Look again',
        package: {},
        note: 'please look',
        waiver: null,
        holdUntil: null,
      },
      by,
    );
    time.at += 5 * MINUTE;
    const open = offered.handoffs.find(({ status }) => status === 'offered')!;
    return desk.does(offered, acceptHandoff, { handoffId: open.id }, acceptedBy);
  }

  it('counts hand-offs by route, with the wait until somebody works', async () => {
    await atBilling();
    await atBilling();
    const { flows, handoffs, latestAt } = await flowsBetweenDepartments(database.dataSource, period);
    expect(flows).toEqual([
      {
        fromDepartmentId: 'dispatch',
        toDepartmentId: 'billing',
        handoffs: 2,
        cases: 2,
        unplanned: 0,
        pingPongs: 0,
        medianWaitSeconds: 20 * 60,
      },
    ]);
    expect(handoffs).toBe(2);
    expect(latestAt).toBe(time.at - 10 * MINUTE);
  });

  it('marks what goes straight back, outside the plan', async () => {
    const there = await move(await atBilling(), 'bea', 'oversight', 'olga');
    const back = await move(there, 'olga', 'billing', 'bea');
    const { flows } = await flowsBetweenDepartments(database.dataSource, period);
    const pingPongs = flows.map((flow) => [flow.fromDepartmentId, flow.toDepartmentId, flow.unplanned, flow.pingPongs]);
    expect(pingPongs).toContainEqual(['billing', 'oversight', 1, 0]);
    expect(pingPongs).toContainEqual(['oversight', 'billing', 1, 1]);
    expect(back.pingPongs).toBe(1);
  });

  it('looks at a period, at one department, and says when the last one was', async () => {
    await atBilling();
    const later = { ...period, from: start + DAY };
    const { flows, latestAt } = await flowsBetweenDepartments(database.dataSource, later);
    expect(flows).toEqual([]);
    expect(latestAt).toBe(start + 10 * MINUTE);
    const of = async (departmentId: string) =>
      (await flowsBetweenDepartments(database.dataSource, { ...period, departmentId })).handoffs;
    expect([await of('billing'), await of('dispatch'), await of('oversight')]).toEqual([1, 1, 0]);
  });

  it('names the cases behind a route, the latest first, page by page', async () => {
    const first = await atBilling();
    const second = await atBilling();
    const route = { ...period, fromDepartmentId: 'dispatch', toDepartmentId: 'billing', limit: 1 };
    const page = await casesOfFlow(database.dataSource, route);
    expect(page.items).toMatchObject([
      { number: second.number, waitSeconds: 1200, unplanned: false, isPingPong: false },
    ]);
    const rest = await casesOfFlow(database.dataSource, { ...route, after: page.next });
    expect(rest).toMatchObject({ items: [{ number: first.number }], next: null });
  });

  it('tells by week and by department how long offers lie and legs are held', async () => {
    await atBilling();
    time.at = start + 7 * DAY;
    await move(await atBilling(), 'bea', 'oversight', 'olga');
    const { weeks, departments } = await waitsOfPeriod(database.dataSource, period);
    expect(weeks.map(({ week, accepted }) => [new Date(week).toISOString(), accepted])).toEqual([
      ['2026-03-02T00:00:00.000Z', 1],
      ['2026-03-09T00:00:00.000Z', 2],
    ]);
    expect(weeks[0]).toMatchObject({ acceptP50Seconds: 600, begun: 1, waitP50Seconds: 1200, waitP90Seconds: 1200 });
    const billing = departments.find(({ departmentId }) => departmentId === 'billing')!;
    expect(billing).toMatchObject({ accepted: 2, ended: 1 });
    expect(billing.heldP50Seconds).toBeGreaterThanOrEqual(10 * 60);
    expect(billing.heldP50Seconds).toBeLessThan(HOUR / 1000);
    const ofOne = await waitsOfPeriod(database.dataSource, { ...period, departmentId: 'oversight' });
    expect(ofOne.departments.map(({ departmentId }) => departmentId)).toEqual(['oversight']);
  });
});
