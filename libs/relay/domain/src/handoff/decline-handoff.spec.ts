import { HOUR, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { pauseLeg } from '../leg/pause-leg.js';
import { aCompany, aJourney, aTemplateLeg, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, handToBilling } from '../testing/a-relay.js';
import { handOver, offer, openOffer, standing } from '../testing/commands.js';
import { declineHandoff, type DeclineHandoff } from './decline-handoff.js';
import { declineCodes } from './handoff.js';
import { rerouteHandoff } from './reroute-handoff.js';

const aNo = (handoffId: string, differs: Partial<DeclineHandoff> = {}): DeclineHandoff => ({
  handoffId,
  code: 'no-capacity',
  note: '',
  suggestDepartmentId: null,
  ...differs,
});

describe('declining a hand-off (H6)', () => {
  it.each<[string, string, Partial<DeclineHandoff>]>([
    ['unknown-handoff', 'bea', { handoffId: 'none' }],
    ['not-offered-to-you', 'ann', {}],
    ['note-needed', 'bea', { code: 'other', note: '  ' }],
    ['unknown-department', 'bea', { code: 'wrong-department', suggestDepartmentId: 'atlantis' }],
    ['unknown-department', 'bea', { code: 'wrong-department', suggestDepartmentId: 'billing' }],
  ])('refuses: %s, as %s with %j', (refusal, actor, differs) => {
    const relay = aRelay();
    const id = handToBilling(relay);
    expect(relay.refusal(actor, declineHandoff, aNo(id, differs))).toBe(refusal);
  });

  it('refuses: already-decided', () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    relay.run('bea', declineHandoff, aNo(id));
    expect(relay.refusal('bob', declineHandoff, aNo(id))).toBe('already-decided');
  });

  it.each(declineCodes)('for "%s" gives the baton back to the sender', (code) => {
    const relay = aRelay();
    const id = handToBilling(relay);
    relay.now = MONDAY_NINE + 20 * MINUTE;
    relay.run('bea', declineHandoff, aNo(id, { code, note: 'because' }));
    expect(offer(relay, id)).toMatchObject({
      status: 'declined',
      declineCode: code,
      endedById: 'bea',
      note: 'because',
    });
    expect(relay.leg('intake')).toMatchObject({
      status: 'running',
      holderId: 'ann',
      responsibleId: 'ann',
      endedAt: null,
    });
    expect(relay.leg('check')).toMatchObject({ status: 'planned', responsibleId: null, offeredAt: null });
    const clocks = relay.state.clocks.filter(({ kind }) => kind === 'acceptance' || kind === 'leg-ola');
    expect(clocks).toMatchObject([{ state: 'running' }, { state: 'cancelled' }]);
  });

  it('for the wrong department goes to the right one once, where its clock starts anew (H6, clock rule 28)', () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    relay.now = MONDAY_NINE + 20 * MINUTE;
    relay.run('bea', declineHandoff, aNo(id, { code: 'wrong-department', suggestDepartmentId: 'oversight' }));
    const second = openOffer(relay);
    expect(second).toMatchObject({
      toDepartmentId: 'oversight',
      level: 'pool',
      previousId: id,
      senderId: 'ann',
      transitSince: MONDAY_NINE,
      expiresAt: MONDAY_NINE + 20 * MINUTE + HOUR,
    });
    expect(relay.leg('check')).toMatchObject({ status: 'offered', departmentId: 'oversight', responsibleId: 'ann' });
    expect(relay.leg('intake').status).toBe('handing-over');

    relay.run('olga', declineHandoff, aNo(second.id, { code: 'wrong-department', suggestDepartmentId: 'legal' }));
    expect(standing(relay)).toMatchObject({ intake: 'running', check: 'planned' });
  });

  it("with the sender's own department as the right one goes back to the sender", () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    relay.run('bea', declineHandoff, aNo(id, { code: 'wrong-department', suggestDepartmentId: 'frontline' }));
    expect(standing(relay)).toMatchObject({ intake: 'running', check: 'planned' });
  });

  it('is not for leads, who re-route instead (H7)', () => {
    const relay = aRelay();
    handToBilling(relay);
    relay.passUntil(openOffer(relay).expiresAt + 1000);
    const atLead = openOffer(relay);
    expect(atLead).toMatchObject({ level: 'lead', toPersonId: 'lea' });
    expect(relay.refusal('lea', declineHandoff, aNo(atLead.id))).toBe('lead-cannot-decline');
    const command = { handoffId: atLead.id, toDepartmentId: null, toPersonId: 'bob', note: 'yours' };
    relay.run('lea', rerouteHandoff, command);
    expect(openOffer(relay)).toMatchObject({ level: 'person', toPersonId: 'bob', previousId: atLead.id });
  });

  it('leaves a sender alone who is at work again already, because a parallel offer came back first', () => {
    const legs = [
      aTemplateLeg('intake', 1, 'frontline'),
      aTemplateLeg('check', 2, 'billing'),
      aTemplateLeg('review', 2, 'legal'),
      aTemplateLeg('tell', 3, 'frontline'),
    ];
    const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs })] }) });
    const [check, review] = handOver(relay, 'intake');
    relay.run('bea', declineHandoff, aNo(check!));
    const legId = relay.leg('intake').id;
    relay.run('ann', pauseLeg, { legId, reason: 'waiting-customer', waitingFor: 'Carla', resumesAt: null });
    relay.run('lakshmi', declineHandoff, aNo(review!));
    expect(relay.leg('intake')).toMatchObject({ status: 'waiting', pauses: [{ reason: 'waiting-customer' }] });
    expect(standing(relay)).toMatchObject({ check: 'planned', review: 'planned' });
  });
});
