import { HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { aCompany, aJourney, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, Relay } from '../testing/a-relay.js';
import { openCase, type OpenCase } from './open-case.js';

const opening: OpenCase = {
  number: 1,
  subject: 'Paid twice',
  description: '',
  requester: { name: 'Carla', email: null, phone: null, zone: 'Europe/Berlin' },
  priority: 'P2',
  confidential: false,
  channel: 'phone',
  journeyId: null,
};
const clocks = (relay: Relay) => relay.state.clocks.map(({ kind, targetSeconds }) => [kind, targetSeconds / 3600]);

describe('opening a case', () => {
  it.each<[string, string | null, Partial<OpenCase>]>([
    ['nobody-to-own', null, {}],
    ['unknown-journey', 'ann', { journeyId: 'nowhere' }],
    ['unknown-journey', 'ann', { journeyId: 'old' }],
    ['unknown-department', 'bea', {}],
  ])('refuses: %s, as %s with %j', (refusal, actor, differs) => {
    const company = aCompany({
      departments: companyRecords.departments.map((one) => (one.id === 'billing' ? { ...one, active: false } : one)),
      journeys: [aJourney(), aJourney({ id: 'old', active: false })],
    });
    expect(new Relay(company, MONDAY_NINE).refusal(actor, openCase, { ...opening, ...differs })).toBe(refusal);
  });

  it('binds whoever takes the first contact as owner and holder, at that moment (N12, H1)', () => {
    const relay = aRelay();
    expect(relay.state).toMatchObject({ ownerId: 'ann', openedById: 'ann', status: 'open', departmentId: 'frontline' });
    expect(relay.leg('intake')).toMatchObject({ status: 'running', holderId: 'ann', responsibleId: 'ann' });
    expect(relay.state.legs.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'intake running',
      'check planned',
      'approve planned',
      'tell planned',
    ]);
    expect(relay.state.coOwners).toMatchObject([{ personId: 'ann', role: 'owner', joinedVia: 'opened' }]);
  });

  it('needs no journey: one leg of the department that took the call, and never a case without a target (clock rule 24)', () => {
    const relay = new Relay(aCompany(), MONDAY_NINE);
    relay.run('bea', openCase, opening);
    expect(relay.state.legs).toMatchObject([{ name: 'first-contact', departmentId: 'billing', holderId: 'bea' }]);
    expect(clocks(relay)).toEqual([
      ['resolution', 8],
      ['leg-ola', 8],
    ]);
  });

  it('by phone has answered already and starts the silence clock; by mail the customer waits (clock rules 11–13)', () => {
    expect(clocks(aRelay())).toEqual([
      ['resolution', 100],
      ['silence', 16],
      ['leg-ola', 8],
    ]);
    const written = aRelay({ opening: { channel: 'email' } });
    expect(clocks(written)).toEqual([
      ['resolution', 100],
      ['first-response', 4],
      ['leg-ola', 8],
    ]);
    expect(written.state).toMatchObject({ unansweredSince: MONDAY_NINE, lastCustomerUpdateAt: null });
  });

  it('keeps the journey as it was that day, whatever becomes of the template (clock rule 24)', () => {
    const relay = aRelay();
    relay.company = aCompany({
      journeys: [aJourney({ version: 2, legs: [], caseTargetSeconds: { P1: 1, P2: 1, P3: 1, P4: 1 } })],
    });
    relay.passUntil(MONDAY_NINE + HOUR);
    expect(relay.state.journey).toMatchObject({ templateVersion: 1, caseTargetSeconds: { P3: 100 * 3600 } });
    expect(relay.state.legs).toHaveLength(4);
  });
});
