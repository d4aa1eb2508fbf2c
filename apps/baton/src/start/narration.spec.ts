import { describe, expect, it } from '@jest/globals';
import type { CaseEventType, Changes } from '@baton/domain';
import { narrate, type ToldEvent } from './narration.js';

const NAMES = new Map([
  ['p-ana', 'Ana'],
  ['p-ben', 'Ben'],
]);

function tell(type: CaseEventType, facts: ToldEvent['facts'] = {}, changes: Changes = {}) {
  return narrate({
    type,
    caseNumber: 1003,
    subject: 'Double charge',
    leg: 'Refund check',
    department: 'Billing',
    facts,
    changes,
    by: 'Ben',
    nameOf: (id) => NAMES.get(String(id)) ?? 'nobody',
  });
}

describe('the relay, told in the terminal', () => {
  it('says who was asked when a hand-off is chased', () => {
    expect(tell('chase.sent', { trigger: 'offer-stalled', step: 1, askedIds: ['p-ana'] })).toEqual([
      'chased',
      'C-1003  Billing has not accepted “Refund check”: asked Ana (step 1)',
    ]);
  });

  it('tells a standing leg from an offer nobody took', () => {
    expect(tell('chase.sent', { trigger: 'stall', step: 2, askedIds: ['p-ana', 'p-ben'] })?.[1]).toBe(
      'C-1003  Billing lets “Refund check” stand still: asked Ana, Ben (step 2)',
    );
  });

  it('says once that a step asks, and says of other steps whom they told', () => {
    const facts = { trigger: 'stall', step: 3, people: ['p-ben'] };
    expect(tell('escalation.climbed', { ...facts, action: 'ask' })).toBeUndefined();
    expect(tell('escalation.climbed', { ...facts, action: 'notify' })?.[1]).toBe(
      'C-1003  Billing lets “Refund check” stand still: told Ben (step 3)',
    );
  });

  it('says when a leg is expected', () => {
    const changes = { legs: [{ id: 'l', expectedAt: new Date(2031, 4, 6, 14, 30).getTime() }] };
    expect(tell('leg.pre-alerted', {}, changes)).toEqual([
      'pre-alert',
      'C-1003  Billing learns that “Refund check” is coming, expected Tue 6 May 14:30',
    ]);
  });

  it.each([
    ['handoff.offered', { toPersonId: 'p-ana' }, 'C-1003  “Refund check” is offered to Ana (Billing)'],
    [
      'handoff.offered',
      { toPersonId: null, level: 'pool' },
      'C-1003  “Refund check” is offered to everyone in Billing',
    ],
    ['handoff.offered', { toPersonId: null, level: 'oversight' }, 'C-1003  “Refund check” is offered to oversight'],
    ['handoff.accepted', { holderId: 'p-ana' }, 'C-1003  Ana (Billing) took “Refund check”'],
    ['handoff.declined', { code: 'incomplete-package' }, 'C-1003  Ben declined “Refund check”: incomplete package'],
    ['escalation.started', { trigger: 'stall' }, 'C-1003  Billing lets “Refund check” stand still'],
  ] as const)('has a sentence for %s', (type, facts, sentence) => {
    expect(tell(type, facts)?.[1]).toBe(sentence);
  });

  it('keeps quiet about bookkeeping', () => {
    expect(tell('clock.started')).toBeUndefined();
    expect(tell('case.imported')).toBeUndefined();
  });
});
