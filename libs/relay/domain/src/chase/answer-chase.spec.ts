import { DAY, HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import type { CaseDraft } from '../case/case-draft.js';
import {
  aCompany,
  aPerson,
  aRelay,
  aRelayAtBilling,
  companyRecords,
  handToBilling,
  MONDAY_NINE,
  type Relay,
} from '../testing/index.js';
import { type AnswerChase, answerChase } from './answer-chase.js';
import { settleEscalations } from './settle-escalations.js';
import { type StartEscalation, startEscalation } from './start-escalation.js';

/** Starts a ladder as a command, and fires what is due with it. */
function start(draft: CaseDraft, command: StartEscalation): undefined {
  startEscalation(draft, command);
  settleEscalations(draft);
}

const onLeg = (relay: Relay): StartEscalation => {
  const { id } = relay.leg('check');
  return { trigger: 'stall', subject: { kind: 'leg', id }, legId: id };
};

const ladderOf = (relay: Relay) => relay.state.escalations.findLast(({ trigger }) => trigger === 'stall')!;

describe('answering a chase', () => {
  const chased = (differs: Parameters<typeof aRelayAtBilling>[0] = {}) => {
    const relay = aRelayAtBilling(differs);
    relay.run(null, start, onLeg(relay));
    return relay;
  };
  const answer = (relay: Relay, differs: Partial<AnswerChase> = {}) => ({
    chaseId: relay.state.chases.at(-1)!.id,
    answer: 'on-track' as const,
    etaAt: relay.now + 2 * HOUR,
    blockedBy: null,
    note: null,
    handBack: null,
    ...differs,
  });

  it.each([
    ['unknown-chase', 'bea', { chaseId: 'none' }],
    ['not-asked', 'bob', {}],
    ['eta-missing', 'bea', { etaAt: null }],
    ['eta-in-the-past', 'bea', { etaAt: MONDAY_NINE }],
    ['blocker-missing', 'bea', { answer: 'blocked', blockedBy: ' ' }],
    ['hand-back-incomplete', 'bea', { answer: 'hand-back' }],
  ] as const)('refuses: %s', (refusal, who, differs) => {
    const relay = chased();
    expect(relay.refusal(who, answerChase, answer(relay, differs))).toBe(refusal);
  });

  it('refuses a second answer, and says who was first', () => {
    const relay = chased();
    const given = answer(relay);
    relay.run('bea', answerChase, given);
    expect(relay.refusal('lea', answerChase, given)).toBe('already-answered');
  });

  it('on track: the ETA feeds the forecast, the ladder ends, it counts as progress', () => {
    const relay = chased();
    relay.run('bea', answerChase, answer(relay));
    expect(relay.leg('check')).toMatchObject({
      etaAt: relay.now + 2 * HOUR,
      onTrackAnswers: 1,
      lastProgressAt: relay.now,
    });
    expect(ladderOf(relay).endReason).toBe('progress');
    expect(relay.state.disruptions).toEqual([]);
  });

  it('on track, but later than agreed: announced to the owner and the next leg at once', () => {
    const relay = chased();
    const etaAt = relay.now + 2 * DAY;
    relay.run('bea', answerChase, answer(relay, { etaAt }));
    expect(relay.state.disruptions).toMatchObject([{ kind: 'delay', mandatory: true, newEtaAt: etaAt }]);
    expect(relay.state.disruptions[0]!.recipients.map(({ personId, why }) => [personId, why])).toEqual([
      ['lalit', 'next-leg'],
      ['ben', 'later-leg'],
      ['ann', 'owner'],
    ]);
  });

  it('on track for the third time is no progress: the ladder only waits (E10)', () => {
    const relay = chased();
    for (const turn of [1, 2, 3]) {
      if (turn > 1) {
        relay.now += 2 * HOUR;
        relay.run(null, start, onLeg(relay));
      }
      relay.run('bea', answerChase, answer(relay, { etaAt: relay.now + HOUR }));
      expect(ladderOf(relay).endedAt === null).toBe(turn === 3);
    }
    expect(relay.leg('check')).toMatchObject({
      onTrackAnswers: 2,
      etaAt: relay.now + HOUR,
      lastProgressAt: relay.now - 2 * HOUR,
    });
    expect(ladderOf(relay).acknowledgedById).toBe('bea');
  });

  it('blocked by a past holder: they get a question, and the leg waits (E10, H10)', () => {
    const relay = chased();
    relay.run(
      'bea',
      answerChase,
      answer(relay, { answer: 'blocked', etaAt: null, blockedBy: 'ann', note: 'which invoice?' }),
    );
    expect(relay.state.questions).toMatchObject([
      { askedById: 'bea', askedOfId: 'ann', text: 'which invoice?', pausesLeg: true },
    ]);
    expect(relay.leg('check').status).toBe('waiting');
  });

  it('blocked by something else: a disruption notice (E10)', () => {
    const relay = chased();
    relay.run('bea', answerChase, answer(relay, { answer: 'blocked', etaAt: null, blockedBy: 'the bank' }));
    expect(relay.state.disruptions).toMatchObject([
      { kind: 'blocked', text: 'the bank', legId: relay.leg('check').id },
    ]);
    expect(ladderOf(relay)).toMatchObject({ endedAt: null, acknowledgedById: 'bea' });
  });

  it('need help: the lead joins in, the holder stays the holder', () => {
    const relay = chased();
    relay.run('bea', answerChase, answer(relay, { answer: 'need-help', etaAt: null }));
    expect(relay.state.coOwners).toContainEqual(expect.objectContaining({ personId: 'lea', joinedVia: 'escalation' }));
    expect(relay.leg('check').holderId).toBe('bea');
    expect(ladderOf(relay).endedAt).toBeNull();
  });

  it('a lead who needs help gets the head of the department', () => {
    const relay = chased();
    relay.run('lea', answerChase, answer(relay, { answer: 'need-help', etaAt: null }));
    expect(relay.state.coOwners.map(({ personId }) => personId)).toContain('hal');
  });

  it('hand back: the leg returns to where it came from', () => {
    const relay = chased();
    const handBack = { code: 'work-missing', missing: 'the invoice number' } as const;
    relay.run('bea', answerChase, answer(relay, { answer: 'hand-back', etaAt: null, handBack }));
    expect(relay.leg('intake')).toMatchObject({ status: 'running', visitNo: 2, holderId: 'ann' });
    expect(relay.state.chases[0]).toMatchObject({ answer: 'hand-back', answeredById: 'bea', closedAt: null });
    expect(ladderOf(relay).endedAt).toBe(relay.now);
  });

  it('an offer is not handed back but declined', () => {
    const relay = aRelay();
    const id = handToBilling(relay, 'bea');
    relay.run(null, start, {
      trigger: 'offer-stalled',
      subject: { kind: 'handoff', id },
      legId: relay.leg('check').id,
    });
    expect(relay.refusal('bea', answerChase, answer(relay, { answer: 'hand-back', etaAt: null }))).toBe(
      'nothing-to-hand-back',
    );
  });

  it('a stand-in may answer for the absent', () => {
    const relay = chased();
    const people = companyRecords.people.map((one) =>
      one.id === 'bea' ? { ...one, presence: 'away' as const, substituteId: 'bob' } : one,
    );
    relay.company = aCompany({ people: [...people, aPerson('zoe')] });
    expect(relay.refusal('bob', answerChase, answer(relay))).toBeNull();
    expect(relay.refusal('zoe', answerChase, answer(relay))).toBe('not-asked');
  });
});
