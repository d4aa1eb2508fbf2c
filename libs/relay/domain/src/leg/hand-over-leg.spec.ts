import { DAY, HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { acceptHandoff } from '../handoff/accept-handoff.js';
import { declineHandoff } from '../handoff/decline-handoff.js';
import { aCompany, aJourney, aPerson, aTemplateLeg, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, aRelayAtBilling } from '../testing/a-relay.js';
import { aHandOver, aPlan, handOver, offer, openOffer, standing } from '../testing/commands.js';
import { type HandOverLeg, handOverLeg } from './hand-over-leg.js';
import { planLegInCase } from './plan-leg.js';
import { reserveLeg } from './reserve-leg.js';

const OFFICE_CLOSES = MONDAY_NINE + 8 * HOUR;
const people = (differs: Parameters<typeof aPerson>[1], ...ids: readonly string[]) =>
  companyRecords.people.map((person) => (ids.includes(person.id) ? { ...person, ...differs } : person));

/** Intake has a checklist, the check asks for an invoice number. */
const strict = aCompany({
  people: people({ presence: 'away' }, 'bob'),
  journeys: [
    aJourney({
      legs: [
        aTemplateLeg('intake', 1, 'frontline', {
          exitChecklist: [
            { key: 'id', label: 'Identity checked', required: true },
            { key: 'thanks', label: 'Said thanks', required: false },
          ],
        }),
        aTemplateLeg('check', 2, 'billing', {
          packageFields: [
            { key: 'invoice', label: 'Invoice number', required: true },
            { key: 'mood', label: 'Mood', required: false },
          ],
        }),
        aTemplateLeg('tell', 3, 'frontline'),
      ],
    }),
  ],
});
const ready = { waiver: 'known customer', package: { invoice: '4711' } };

describe('handing over a leg', () => {
  describe('refuses', () => {
    const relay = aRelay({ company: strict });
    const intake = relay.leg('intake').id;
    it.each<[string, string, Partial<HandOverLeg>]>([
      ['unknown-leg', 'ann', { legId: 'leg-of-no-case' }],
      ['illegal-transition', 'ann', { legId: relay.leg('check').id }],
      ['not-your-leg', 'bea', {}],
      ['exit-checklist-open', 'ann', {}],
      ['exit-checklist-open', 'ann', { waiver: '  ' }],
      ['package-incomplete', 'ann', { waiver: 'known customer' }],
      ['package-incomplete', 'ann', { ...ready, package: { invoice: '  ' } }],
      ['unknown-person', 'ann', { ...ready, toPersonId: 'nobody' }],
      ['person-not-in-department', 'ann', { ...ready, toPersonId: 'lakshmi' }],
      ['person-absent', 'ann', { ...ready, toPersonId: 'bob' }],
      ['hold-in-the-past', 'ann', { ...ready, toPersonId: 'bob', holdUntil: MONDAY_NINE }],
      ['hold-too-long', 'ann', { ...ready, toPersonId: 'bob', holdUntil: MONDAY_NINE + 11 * DAY }],
      ['unknown-department', 'ann', { ...ready, toDepartmentId: 'atlantis' }],
      ['same-department', 'ann', { ...ready, toDepartmentId: 'frontline' }],
    ])('%s (H2, H3) as %s with %j', (refusal, actor, differs) => {
      expect(relay.refusal(actor, handOverLeg, aHandOver(intake, differs))).toBe(refusal);
    });

    it('no-next-leg, where the plan has nothing more to do', () => {
      const alone = aRelay({ opening: { journeyId: null } });
      expect(alone.refusal('ann', handOverLeg, aHandOver(alone.state.legs[0]!.id))).toBe('no-next-leg');
    });

    it('already-declined: the same people are not asked the same thing twice (H6)', () => {
      const again = aRelay();
      const [id] = handOver(again, 'intake', { package: { a: '1', b: '2' } });
      again.run('bea', declineHandoff, { handoffId: id!, code: 'no-capacity', note: '', suggestDepartmentId: null });
      const same = aHandOver(again.leg('intake').id, { package: { b: '2', a: '1' } });
      expect(again.refusal('ann', handOverLeg, same)).toBe('already-declined');
      expect(again.refusal('ann', handOverLeg, { ...same, package: { a: '1', b: '3' } })).toBeNull();
      expect(again.refusal('ann', handOverLeg, { ...same, toPersonId: 'bob' })).toBeNull();
    });
  });

  it('leaves the sender responsible until somebody accepts (H5, N6)', () => {
    const relay = aRelay();
    handOver(relay, 'intake');
    expect(relay.leg('intake')).toMatchObject({ status: 'handing-over', holderId: 'ann', responsibleId: 'ann' });
    expect(relay.leg('check')).toMatchObject({ status: 'offered', holderId: null, responsibleId: 'ann' });
    expect(relay.state.handoffs).toHaveLength(1);
    expect(openOffer(relay)).toMatchObject({ level: 'pool', senderId: 'ann', toDepartmentId: 'billing', attempt: 1 });
  });

  it('passes with its checklist ticked or waived for a reason, and with what the receiver asked for (H2)', () => {
    const relay = aRelay({ company: strict });
    const [id] = handOver(relay, 'intake', ready);
    expect(offer(relay, id!).packages.at(-1)!.content).toEqual({ invoice: '4711' });
    expect(relay.all('leg.handed-over').at(-1)!.facts).toMatchObject({ waiver: 'known customer' });
  });

  it("stops the sender's clock and starts the receiver's: time in transit is charged to the acceptance (N6)", () => {
    const relay = aRelay();
    const [id] = handOver(relay, 'intake');
    const clock = (subject: string, kind: string) =>
      relay.state.clocks.find((one) => one.subject.id === subject && one.kind === kind);
    expect(clock(relay.leg('intake').id, 'leg-ola')).toMatchObject({ state: 'paused' });
    expect(clock(id!, 'acceptance')).toMatchObject({ state: 'running', dueAt: MONDAY_NINE + HOUR });
    expect(offer(relay, id!).expiresAt).toBe(MONDAY_NINE + HOUR);
  });

  it('offers to a person who will be there in time, else to the pool (H3)', () => {
    const company = aCompany({
      people: people({ absences: [{ from: MONDAY_NINE, to: MONDAY_NINE + HOUR / 2 }] }, 'bea').map((person) =>
        person.id === 'bob' ? { ...person, presence: 'away' as const } : person,
      ),
    });
    const soon = aRelay({ company });
    const [backInTime] = handOver(soon, 'intake', { toPersonId: 'bea' });
    expect(offer(soon, backInTime!)).toMatchObject({ level: 'person', toPersonId: 'bea' });

    const never = aRelay({ company });
    never.run('bob', reserveLeg, { legId: never.leg('check').id });
    const [toAll] = handOver(never, 'intake');
    expect(offer(never, toAll!)).toMatchObject({ level: 'pool', toPersonId: null });
  });

  it('waits for an absent person who is worth waiting for, but for nobody else (H3)', () => {
    const company = aCompany({ people: people({ presence: 'away' }, 'bob') });
    const tomorrow = MONDAY_NINE + DAY;
    const held = aRelay({ company });
    const [id] = handOver(held, 'intake', { toPersonId: 'bob', holdUntil: tomorrow });
    expect(offer(held, id!)).toMatchObject({ level: 'person', toPersonId: 'bob', expiresAt: tomorrow + HOUR });
    const toPool = aRelay({ company });
    const [pool] = handOver(toPool, 'intake', { holdUntil: tomorrow });
    expect(offer(toPool, pool!).expiresAt).toBe(MONDAY_NINE + HOUR);
  });

  it('goes first to whoever reserved the leg, then to whoever was named (N7)', () => {
    const relay = aRelay();
    relay.run('ann', planLegInCase, aPlan({ namedPersonId: 'bob', afterLegId: relay.leg('intake').id }));
    const [named] = handOver(relay, 'intake');
    expect(offer(relay, named!)).toMatchObject({ level: 'person', toPersonId: 'bob' });
    relay.run('bob', acceptHandoff, { handoffId: named! });
    relay.run('bea', reserveLeg, { legId: relay.leg('check').id });
    const [reserved] = handOver(relay, 'extra');
    expect(offer(relay, reserved!)).toMatchObject({ level: 'person', toPersonId: 'bea' });
  });

  it('to oneself needs no answer and is no hop (H15)', () => {
    const relay = aRelay();
    relay.run('ann', planLegInCase, aPlan({ departmentId: 'frontline', namedPersonId: 'ann', name: 'second call' }));
    handOver(relay, 'intake');
    expect(standing(relay)).toMatchObject({ intake: 'done', 'second call': 'running' });
    expect(relay.state).toMatchObject({ hops: 0, plannedHandoffs: 0, route: [] });
  });

  it('to a department that is not next makes an extra leg, and the plan goes on behind it', () => {
    const relay = aRelayAtBilling();
    const [id] = handOver(relay, 'check', { toDepartmentId: 'oversight', legName: 'second look' });
    relay.run('olga', acceptHandoff, { handoffId: id! });
    expect(relay.leg('second look')).toMatchObject({ status: 'running', planned: false, holderId: 'olga', step: 3 });
    handOver(relay, 'second look');
    expect(standing(relay)).toMatchObject({ 'second look': 'handing-over', approve: 'offered' });
  });

  it('to a pool whose only member has said no goes to the lead, who cannot (H6)', () => {
    const company = aCompany({ people: people({ presence: 'away' }, 'bob', 'hal', 'lea') });
    const relay = aRelay({ company });
    const [id] = handOver(relay, 'intake');
    relay.run('bea', declineHandoff, { handoffId: id!, code: 'no-capacity', note: '', suggestDepartmentId: null });
    relay.company = aCompany({ people: people({ presence: 'away' }, 'bob', 'hal') });
    expect(relay.refusal('ann', handOverLeg, aHandOver(relay.leg('intake').id))).toBe('already-declined');
    relay.company = company;
    const [again] = handOver(relay, 'intake');
    expect(offer(relay, again!)).toMatchObject({ level: 'oversight', toPersonId: null });
  });

  it('outside office hours gives the receiver until the next morning (H7, clock vector 16)', () => {
    const relay = aRelay();
    relay.now = OFFICE_CLOSES - HOUR / 2;
    const [id] = handOver(relay, 'intake');
    expect(offer(relay, id!).expiresAt).toBe(MONDAY_NINE + DAY + HOUR / 2);
  });
});
