import { type Instant, refuse } from '@baton/kernel';

import { type Case, legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { OwnReason } from '../case/own-reasons.js';
import type { Changes } from '../case/case-event.js';
import type { Verdict } from '../case/rule.js';
import { resolveAudience } from '../company/audience.js';
import { isPresent } from '../company/presence.js';
import { announceDelay, isDelay } from '../disruption/announce-delay.js';
import { writeDisruption } from '../disruption/write-disruption.js';
import { isBeingWorked, type Leg } from '../leg/leg.js';
import { noteProgress } from '../leg/note-progress.js';
import { type ReturnCode, returnLeg } from '../leg/return-leg.js';
import { intervene } from '../near-miss/intervene.js';
import { isPastHolder, writeQuestion } from '../question/ask-question.js';
import { holdClimb, mayAnswerFor } from './acknowledge-escalation.js';
import type { Chase, ChaseAnswerKind, Escalation } from './chase.js';
import { concernedBy } from './concerned.js';
import { endEscalation } from './end-escalations.js';
import { enrolForEscalation } from './enrol-for-escalation.js';

export interface AnswerChase {
  readonly chaseId: string;
  readonly answer: ChaseAnswerKind;
  /** `on-track`: when it will be done. */
  readonly etaAt: Instant | null;
  /** `blocked`: the id of the person, or words for what is in the way (E10). */
  readonly blockedBy: string | null;
  readonly note: string | null;
  /** `hand-back` of a leg: why it goes back, as for returning a leg. */
  readonly handBack: { readonly code: ReturnCode; readonly missing: string } | null;
}

/** How many "on track" answers in a row count as progress (E10). */
const ON_TRACK_LIMIT = 2;

/** One tap: on track until when, blocked by whom, need help, or hand it back. */
export function answerChase(draft: CaseDraft, command: AnswerChase): Verdict {
  const chase = draft.state.chases.find(({ id }) => id === command.chaseId);
  if (!chase) return refuse('unknown-chase', { chaseId: command.chaseId });
  if (chase.answer !== null)
    return refuse('already-answered', {
      by: nameOf(draft, chase.answeredById),
      byPersonId: chase.answeredById,
      at: chase.answeredAt,
      answer: chase.answer,
    });
  if (chase.closedAt !== null) return refuse('chase-closed', { at: chase.closedAt });
  const escalation = draft.state.escalations.find(({ id }) => id === chase.escalationId)!;
  if (!mayAnswer(draft, chase, escalation)) return refuse('not-asked', { askedIds: chase.askedIds });
  const leg = legInWork(draft.state, chase);

  switch (command.answer) {
    case 'on-track': {
      if (command.etaAt === null) return refuse('eta-missing');
      if (command.etaAt <= draft.at) return refuse('eta-in-the-past', { etaAt: command.etaAt });
      return onTrack(draft, chase, escalation, leg, { ...command, etaAt: command.etaAt });
    }
    case 'blocked': {
      const blockedBy = command.blockedBy?.trim() ?? '';
      if (blockedBy === '') return refuse('blocker-missing');
      return blocked(draft, chase, escalation, leg, { ...command, blockedBy });
    }
    case 'need-help':
      return needHelp(draft, chase, escalation, command);
    case 'hand-back':
      return handBack(draft, chase, escalation, leg, command);
  }
}

const nameOf = (draft: CaseDraft, personId: string | null) =>
  personId === null ? null : (draft.company.people.get(personId)?.name ?? null);

function mayAnswer(draft: CaseDraft, chase: Chase, escalation: Escalation): boolean {
  const { actor } = draft.situation;
  if (actor === null) return false;
  const standsIn = chase.askedIds.some((id) => {
    const asked = draft.company.people.get(id);
    return asked?.substituteId === actor.id && !isPresent(asked, draft.at);
  });
  return chase.askedIds.includes(actor.id) || standsIn || mayAnswerFor(draft, escalation);
}

function legInWork(state: Case, chase: Chase): Leg | undefined {
  const leg = chase.legId === null ? undefined : legOf(state, chase.legId);
  return leg && isBeingWorked(leg) ? leg : undefined;
}

/** A new ETA feeds the forecast, and is announced when it comes too late for somebody. */
function onTrack(
  draft: CaseDraft,
  chase: Chase,
  escalation: Escalation,
  leg: Leg | undefined,
  answer: AnswerChase & { readonly etaAt: Instant },
): Verdict {
  const { etaAt } = answer;
  const delays = leg !== undefined && isDelay(draft, leg, etaAt);
  const countsAsProgress = leg !== undefined && leg.onTrackAnswers < ON_TRACK_LIMIT;
  const changes = leg ? { legs: [{ id: leg.id, etaAt }] } : {};
  writeAnswer(draft, chase, answer, { countsAsProgress, delays }, changes);
  if (countsAsProgress) noteProgress(draft, leg, 'chase-answered', { etaAt });
  if (leg && delays) announceDelay(draft, leg, etaAt, answer.note);
  if (countsAsProgress) end(draft, escalation, 'answered');
  else hold(draft, escalation);
  return undefined;
}

/** Whoever is named must hear of it: a past holder by a question, everyone else by a disruption notice (E10). */
function blocked(
  draft: CaseDraft,
  chase: Chase,
  escalation: Escalation,
  leg: Leg | undefined,
  answer: AnswerChase & { readonly blockedBy: string },
): Verdict {
  const { blockedBy, note } = answer;
  const { actorId } = draft;
  writeAnswer(draft, chase, answer);
  if (leg && actorId !== null && isPastHolder(draft.state, leg, blockedBy) && blockedBy !== actorId) {
    writeQuestion(draft, leg, {
      askedById: actorId,
      askedOfId: blockedBy,
      text: note ?? ('waits-for-what' satisfies OwnReason),
      pauseLeg: true,
    });
  } else {
    const who = nameOf(draft, blockedBy) ?? blockedBy;
    writeDisruption(draft, {
      kind: 'blocked',
      legId: chase.legId,
      text: note ? `${who}: ${note}` : who,
      newEtaAt: answer.etaAt,
      affectsOutcome: false,
      promiseIds: [],
    });
  }
  hold(draft, escalation);
  return undefined;
}

/** The lead joins in; the holder stays the holder (E6). */
function needHelp(draft: CaseDraft, chase: Chase, escalation: Escalation, answer: AnswerChase): Verdict {
  const context = concernedBy(escalation, draft.state, draft.company);
  const rungs = (['lead', 'department-head', 'oversight'] as const).map((rung) =>
    resolveAudience(rung, context, draft.company, draft.at).filter((id) => id !== draft.actorId),
  );
  const helperIds = rungs.find((people) => people.length > 0) ?? [];
  writeAnswer(draft, chase, answer, { helperIds });
  enrolForEscalation(draft, helperIds);
  intervene(draft, chase.legId, 'helped');
  hold(draft, escalation);
  return undefined;
}

function handBack(
  draft: CaseDraft,
  chase: Chase,
  escalation: Escalation,
  leg: Leg | undefined,
  answer: AnswerChase,
): Verdict {
  if (chase.subject.kind === 'handoff')
    return refuse('nothing-to-hand-back', { instead: 'decline-handoff', handoffId: chase.subject.id });
  if (!leg) return refuse('nothing-to-hand-back');
  if (answer.handBack === null)
    return refuse('hand-back-incomplete', { verb: 'return-leg', legId: leg.id, needs: ['code', 'missing'] });
  // Written first, so that history reads in order; a refusal of the return throws the draft away.
  writeAnswer(draft, chase, answer);
  const verdict = returnLeg(draft, { legId: leg.id, ...answer.handBack });
  if (verdict) return verdict;
  end(draft, escalation, 'handed-back');
  return undefined;
}

/** The answer counts for every question this ladder still has out. */
function writeAnswer(
  draft: CaseDraft,
  chase: Chase,
  { answer, etaAt, blockedBy, note }: AnswerChase,
  facts: Readonly<Record<string, unknown>> = {},
  changes: Changes = {},
): void {
  const answered = { answer, answeredById: draft.actorId, answeredAt: draft.at, etaAt, blockedBy, note };
  const others = draft.state.chases.filter(
    ({ id, escalationId, answer, closedAt }) =>
      escalationId === chase.escalationId && id !== chase.id && answer === null && closedAt === null,
  );
  draft.record(
    'chase.answered',
    chase.subject,
    {
      chaseId: chase.id,
      escalationId: chase.escalationId,
      legId: chase.legId,
      answer,
      etaAt,
      blockedBy,
      note,
      ...facts,
    },
    { ...changes, chases: [{ id: chase.id, ...answered }, ...others.map(({ id }) => ({ id, closedAt: draft.at }))] },
  );
  intervene(draft, chase.legId, 'chase-answered');
}

const current = (draft: CaseDraft, { id }: Escalation) => draft.state.escalations.find((one) => one.id === id)!;

function end(draft: CaseDraft, escalation: Escalation, reason: string): void {
  if (current(draft, escalation).endedAt === null) endEscalation(draft, current(draft, escalation), reason);
}

/** The ladder stays, since nothing has moved yet, but it waits a while. A nudge wanted to know, and knows now. */
function hold(draft: CaseDraft, escalation: Escalation): void {
  if (escalation.trigger === 'nudged') return end(draft, escalation, 'answered');
  if (current(draft, escalation).endedAt === null) holdClimb(draft, current(draft, escalation));
}
