import { HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { liveClock } from '../case/case.js';
import { aCompany, aRelayAtBilling, companyRecords, MONDAY_NINE, type Relay } from '../testing/index.js';
import { answerQuestion } from './answer-question.js';
import { type AskQuestion, askQuestion } from './ask-question.js';

const ask = (relay: Relay, differs: Partial<AskQuestion> = {}): AskQuestion => ({
  legId: relay.leg('check').id,
  askedOfId: 'ann',
  text: 'Which invoice?',
  pauseLeg: true,
  ...differs,
});
const asked = (differs: Partial<AskQuestion> = {}) => {
  const relay = aRelayAtBilling();
  relay.run('bea', askQuestion, ask(relay, differs));
  return relay;
};
const answer = (relay: Relay) => ({ questionId: relay.state.questions[0]!.id, answer: 'number 17' });

describe('asking a past holder (H10)', () => {
  it.each([
    ['unknown-leg', 'bea', { legId: 'none' }],
    ['not-your-leg', 'ann', {}],
    ['text-missing', 'bea', { text: '' }],
    ['asks-oneself', 'bea', { askedOfId: 'bea' }],
    ['not-a-past-holder', 'bea', { askedOfId: 'lakshmi' }],
  ] as const)('refuses: %s', (refusal, who, differs) => {
    const relay = aRelayAtBilling();
    expect(relay.refusal(who, askQuestion, ask(relay, differs))).toBe(refusal);
  });

  it('refuses: person-gone, and says whom to ask instead', () => {
    const relay = aRelayAtBilling();
    const people = companyRecords.people.map((one) => (one.id === 'ann' ? { ...one, active: false } : one));
    relay.company = aCompany({ people });
    expect(relay.refusal('bea', askQuestion, ask(relay))).toBe('person-gone');
  });

  it('starts four business hours for the asked department; the leg waits that long and no longer', () => {
    const relay = asked();
    const { id } = relay.state.questions[0]!;
    const until = MONDAY_NINE + 4 * HOUR;
    expect(liveClock(relay.state, id, 'answer')?.dueAt).toBe(until);
    expect(relay.leg('check')).toMatchObject({
      status: 'waiting',
      pauses: [{ reason: 'waiting-other-leg', resumesAt: until }],
    });
    relay.passUntil(until + HOUR);
    expect(relay.leg('check').status).toBe('running');
    expect(relay.state.findings.length).toBeGreaterThan(0);
  });

  it('does not pause when it need not, and pauses once for two questions', () => {
    expect(asked({ pauseLeg: false }).leg('check').status).toBe('running');
    const relay = asked();
    relay.run('bea', askQuestion, ask(relay, { text: 'And which account?' }));
    expect(relay.leg('check').pauses).toHaveLength(1);
  });
});

describe('answering', () => {
  it('lets the leg go on, and is progress for it (E9)', () => {
    const relay = asked();
    relay.now += HOUR;
    relay.run('ann', answerQuestion, answer(relay));
    expect(relay.state.questions[0]).toMatchObject({ answer: 'number 17', answeredById: 'ann', answeredAt: relay.now });
    expect(relay.leg('check')).toMatchObject({ status: 'running', lastProgressAt: relay.now });
    expect(relay.state.clocks.find(({ kind }) => kind === 'answer')).toMatchObject({ state: 'met', breachedAt: null });
  });

  it('lets it wait as long as another question is open', () => {
    const relay = asked();
    relay.run('bea', askQuestion, ask(relay, { text: 'And which account?' }));
    relay.run('ann', answerQuestion, answer(relay));
    expect(relay.leg('check').status).toBe('waiting');
    relay.run('ann', answerQuestion, { questionId: relay.state.questions[1]!.id, answer: 'hers' });
    expect(relay.leg('check').status).toBe('running');
  });

  it('is for the asked, their stand-in, their lead and oversight, once', () => {
    const relay = asked();
    expect(relay.refusal('bob', answerQuestion, answer(relay))).toBe('not-asked');
    expect(relay.refusal('ben', answerQuestion, answer(relay))).toBeNull();
    expect(relay.refusal('ann', answerQuestion, { ...answer(relay), answer: ' ' })).toBe('answer-missing');
    expect(relay.refusal('ann', answerQuestion, { questionId: 'none', answer: 'x' })).toBe('unknown-question');
    relay.run('ann', answerQuestion, answer(relay));
    expect(relay.refusal('ann', answerQuestion, answer(relay))).toBe('already-answered');
  });
});
