import { acceptHandoff, addNote, buildCompany, progressLeg } from '@baton/domain';
import { HOUR, MINUTE } from '@baton/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';

import { PostgresRelayUnitOfWork } from '../postgres-relay-unit-of-work.js';
import { smallCompany } from '../testing/small-company.js';
import { TestDesk } from '../testing/test-desk.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { CaseSitting } from './case-sitting.js';

const NINE = Date.UTC(2026, 4, 4, 9);

/** A day of a case: opened, offered, chased, run out, accepted, worked on, and left lying. */
async function aDay(desk: TestDesk, clock: { at: number }, wakes: readonly number[]): Promise<void> {
  clock.at = NINE;
  const state = await desk.handOver(await desk.opened());
  for (const at of wakes.filter((one) => one < NINE + HOUR)) {
    clock.at = at;
    await desk.wake();
  }
  clock.at = NINE + HOUR;
  const offer = (await desk.look(state.id)).handoffs.find(({ status }) => status === 'offered')!;
  const accepted = await desk.does(state, acceptHandoff, { handoffId: offer.id }, 'bill');
  const leg = accepted.legs.find(({ holderId }) => holderId === 'bill')!;
  clock.at += 10 * MINUTE;
  const worked = { legId: leg.id, kind: 'work-recorded', note: '', ticked: [], etaAt: null } as const;
  await desk.does(state, progressLeg, worked, 'bill');
  for (const at of wakes.filter((one) => one > clock.at)) {
    clock.at = at;
    await desk.wake();
  }
}

/** Every five minutes of a day, so that both are woken at the same instants. */
const WAKES = Array.from({ length: 288 }, (_, place) => NINE + (place + 1) * 5 * MINUTE);

describe('a case that is decided in one sitting', () => {
  let stepByStep: TestRelay;
  let atOnce: TestRelay;
  beforeAll(async () => {
    [stepByStep, atOnce] = [await openTestRelay(), await openTestRelay()];
    const { desk, time } = stepByStep.at(NINE);
    await aDay(desk, time, WAKES);

    const clock = { at: NINE };
    const company = await atOnce.directory.current();
    const sitting = new CaseSitting({ now: () => clock.at }, company, { id: randomUUID(), number: 1001 });
    await aDay(new TestDesk(sitting), clock, WAKES);
    const { dataSource, directory } = atOnce;
    await new PostgresRelayUnitOfWork({ dataSource, directory }).appendPlayed([sitting]);
  });
  afterAll(() => Promise.all([stepByStep.close(), atOnce.close()]));

  const both = (sql: string) => Promise.all([stepByStep.rows(sql), atOnce.rows(sql)]);

  it('has the history that it would have had command by command', async () => {
    const [expected, found] = await both('SELECT seq, type, at, by, about_kind FROM case_event ORDER BY seq');
    expect(expected!.length).toBeGreaterThan(50);
    expect(found).toEqual(expected);
  });

  it('has the timers that it would have had: those that fired, those that were called off, and those to come', async () => {
    const [expected, found] = await both(
      'SELECT subject_kind, kind, fire_at, wake_at, fired_at, cancelled_at, epoch FROM timer ORDER BY 2, 3, 1, 5, 6',
    );
    expect(expected!.length).toBeGreaterThan(10);
    expect(found).toEqual(expected);
  });

  it('tells nobody', async () => {
    const [expected, found] = await both('SELECT count(*)::integer AS effects FROM outbox');
    expect(expected).not.toEqual([{ effects: 0 }]);
    expect(found).toEqual([{ effects: 0 }]);
  });

  it('does not fire a timer again because the case still speaks of its moment', async () => {
    const clock = { at: NINE };
    const sitting = aSitting(clock);
    const desk = new TestDesk(sitting);
    const state = await desk.handOver(await desk.opened());
    clock.at = NINE + HOUR;
    await sitting.wakeDue(1, () => null); // The rule leaves the offer as it is: the timer is still wanted.
    await desk.does(state, addNote, { text: 'and a command in between sets the timers anew' }, 'ann');
    expect((await desk.wake()).timersFired).toBe(0);
  });

  it('says when it wants to be woken next', async () => {
    const sitting = aSitting({ at: NINE });
    const desk = new TestDesk(sitting);
    expect(sitting.nextWakeAt).toBeNull();
    await desk.handOver(await desk.opened());
    expect(sitting.nextWakeAt).toBe(NINE + 15 * MINUTE); // Half of the offer's half hour.
  });
});

function aSitting(clock: { at: number }): CaseSitting {
  const company = buildCompany({ revision: 1, ...smallCompany() });
  return new CaseSitting({ now: () => clock.at }, company, { id: randomUUID(), number: 1001 });
}
