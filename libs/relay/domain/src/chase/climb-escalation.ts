import { HOUR, type Instant } from '@baton/kernel';

import { handoffOf, openHandoffTo } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { resolveAudience } from '../company/audience.js';
import type { PersonId } from '../company/ids.js';
import { openFinding } from '../finding/open-finding.js';
import type { FindingKind } from '../finding/finding.js';
import { moveOfferToPool } from '../handoff/reroute-handoff.js';
import { openNearMiss } from '../near-miss/open-near-miss.js';
import type { Chase, Escalation } from './chase.js';
import { audienceOf, concernedBy } from './concerned.js';
import { endEscalation } from './end-escalations.js';
import { enrolForEscalation } from './enrol-for-escalation.js';
import type { Audience, EscalationStep, TriggerKind } from './escalation-policy.js';
import { businessDayAfter, calendarOf, highestDueStep, isUrgent, nextStepDue, stepNumbered } from './ladder-time.js';
import { isOnePersonsDuty, isResting, overtakenBy } from './overtaken.js';

/** What `raise-urgency` adds (E6, E7). */
const URGENCY_STEP = 10;

/**
 * Fires the step of a ladder that is due: only the highest, however late the wake-up; the ones below are recorded as
 * skipped (E2). Does nothing when it comes too early, and ends the ladder when there is nothing to climb for any more.
 */
export function climbEscalation(draft: CaseDraft, escalationId: string): void {
  const escalation = draft.state.escalations.find(({ id }) => id === escalationId);
  if (!escalation || escalation.endedAt !== null) return;
  if (escalation.nextStepAt === null || draft.at < escalation.nextStepAt) return;
  const reason = overtakenBy(escalation, draft.state);
  if (reason !== null) return endEscalation(draft, escalation, reason);
  const number = highestDueStep(escalation, draft.at, draft.state, draft.company);
  if (number === 0) return defer(draft, escalation, nextStepDue(escalation, draft.state, draft.company), 'not-due-yet');
  const step = stepNumbered(escalation, number);
  const openTime = calendarOf(step.audience, escalation, draft.state, draft.company);
  if (isResting(escalation, draft.state))
    return defer(draft, escalation, businessDayAfter(draft.at, openTime), 'clock-paused');
  const people = peopleFor(draft, escalation, number, step);
  const quietUntil = step.action === 'ask' ? quietAfterOthers(draft, escalation, people) : null;
  if (quietUntil !== null) return defer(draft, escalation, openTime.nextOpen(quietUntil), 'chased-within-the-hour');
  fire(draft, escalation, number, step, people);
}

/** Asks at once, as the first step of a ladder that somebody sets up by hand: it waits neither for hours nor for others. */
export const ask = (draft: CaseDraft, ladder: Escalation, people: readonly PersonId[], note: string | null): void =>
  fire(draft, ladder, 1, { ...stepNumbered(ladder, 1), action: 'ask' }, people, note);

function fire(
  draft: CaseDraft,
  escalation: Escalation,
  number: number,
  step: EscalationStep,
  people: readonly PersonId[],
  note: string | null = null,
): void {
  noteSilence(draft, escalation);
  const climbed: Escalation = {
    ...escalation,
    lastStep: number,
    lastFiredAt: draft.at,
    acknowledgedById: null,
    acknowledgedAt: null,
    told: [...new Set([...escalation.told, ...people])],
  };
  const nextStepAt = nextStepDue(climbed, draft.state, draft.company);
  const { id, subject, trigger, legId } = escalation;
  const skipped = range(escalation.lastStep + 1, number);
  draft.record(
    'escalation.climbed',
    subject,
    {
      escalationId: id,
      trigger,
      step: number,
      skipped,
      action: step.action,
      audience: step.audience,
      people,
      legId,
      nextStepAt,
    },
    {
      escalations: [
        {
          id,
          lastStep: number,
          lastFiredAt: draft.at,
          nextStepAt,
          acknowledgedById: null,
          acknowledgedAt: null,
          told: climbed.told,
        },
      ],
    },
  );
  act(draft, climbed, step, people, note);
  if (number > escalation.steps.length) {
    openFinding(draft, {
      kind: 'nobody-answers',
      departmentId: concernedBy(escalation, draft.state, draft.company).departmentId,
      subject: { kind: 'escalation', id },
      note: `Everyone on the ladder was asked (${trigger}), nobody answered`,
    });
  }
}

/** What a step does besides being told (E6). None of these changes the owner, closes, or writes to the customer. */
function act(
  draft: CaseDraft,
  escalation: Escalation,
  step: EscalationStep,
  people: readonly PersonId[],
  note: string | null,
): void {
  switch (step.action) {
    case 'notify':
      return;
    case 'ask':
      return sendChase(draft, escalation, people, note);
    case 'add-co-owner':
      return enrolForEscalation(draft, people);
    case 'raise-urgency':
      return raiseUrgency(draft, escalation);
    case 'open-finding':
      return openFinding(draft, {
        kind: findingOf[escalation.trigger],
        departmentId: concernedBy(escalation, draft.state, draft.company).departmentId,
        subject: escalation.subject,
        note: `The ladder reached oversight (${escalation.trigger})`,
      });
    case 'offer-to-pool':
      return offerToPool(draft, escalation);
  }
}

const findingOf: Readonly<Record<TriggerKind, FindingKind>> = {
  stall: 'stalled',
  'at-risk': 'nobody-answers',
  breach: 'clock-breached',
  'offer-stalled': 'nobody-answers',
  'offer-expired': 'offer-expired',
  'promise-due': 'promise-broken',
  'customer-asked': 'nobody-answers',
  nudged: 'nobody-answers',
  'finding-unanswered': 'nobody-answers',
};

function sendChase(draft: CaseDraft, escalation: Escalation, askedIds: readonly PersonId[], asks: string | null): void {
  const { id: escalationId, subject, legId, lastStep: step } = escalation;
  const chase: Chase = {
    id: draft.newId(),
    caseId: draft.caseId,
    escalationId,
    step,
    subject,
    legId,
    askedIds,
    sentAt: draft.at,
    answer: null,
    answeredById: null,
    answeredAt: null,
    etaAt: null,
    blockedBy: null,
    note: null,
    closedAt: null,
  };
  draft.record(
    'chase.sent',
    subject,
    { chaseId: chase.id, escalationId, trigger: escalation.trigger, step, askedIds, legId, text: asks },
    { chases: [chase] },
  );
}

function raiseUrgency(draft: CaseDraft, { id }: Escalation): void {
  const urgencyRaised = Math.min(100, draft.state.urgencyRaised + URGENCY_STEP);
  draft.record(
    'case.urgency-raised',
    { kind: 'case', id: draft.caseId },
    { escalationId: id, from: draft.state.urgencyRaised, to: urgencyRaised },
    { case: { urgencyRaised } },
  );
}

function offerToPool(draft: CaseDraft, { subject }: Escalation): void {
  const handoff =
    subject.kind === 'handoff' ? handoffOf(draft.state, subject.id) : openHandoffTo(draft.state, subject.id);
  if (handoff?.status === 'offered') moveOfferToPool(draft, handoff);
}

/** A chase that nobody answered before the next step marks the thing's clock as at risk (N1). */
function noteSilence(draft: CaseDraft, escalation: Escalation): void {
  const unanswered = draft.state.chases.some(
    (chase) => chase.escalationId === escalation.id && chase.answer === null && chase.closedAt === null,
  );
  if (!unanswered) return;
  const { subject } = escalation;
  for (const clock of draft.state.clocks) {
    const isMeant = clock.id === subject.id || (subject.kind !== 'case' && clock.subject.id === subject.id);
    if (isMeant) openNearMiss(draft, clock, 'chase-unanswered');
  }
}

/** The audience as it is now (E4). `notify` speaks to nobody twice, except when the last step comes round again. */
function peopleFor(
  draft: CaseDraft,
  escalation: Escalation,
  number: number,
  step: EscalationStep,
): readonly PersonId[] {
  const people = audienceNow(draft, escalation, step.audience);
  const repeats = number > escalation.steps.length;
  return step.action === 'notify' && !repeats ? people.filter((id) => !escalation.told.includes(id)) : people;
}

/** The people behind an audience of a ladder about this thing (E4). */
export function audienceNow(
  draft: CaseDraft,
  about: Pick<Escalation, 'subject' | 'legId'>,
  audience: Audience,
): readonly PersonId[] {
  const context = concernedBy(about, draft.state, draft.company);
  const meant = audienceOf(audience, about, draft.state);
  return [...new Set(resolveAudience(meant, context, draft.company, draft.at))];
}

/**
 * Until when this ladder lets the case rest, because another one chased within the hour; urgent ones do not wait (E5).
 * Acknowledgements and answers are each one person's own duty: there only that person is left in peace.
 */
function quietAfterOthers(draft: CaseDraft, escalation: Escalation, people: readonly PersonId[]): Instant | null {
  if (isUrgent(escalation, draft.state)) return null;
  const { state } = draft;
  const counts = (chase: Chase): boolean =>
    chase.escalationId !== escalation.id &&
    (chase.askedIds.some((id) => people.includes(id)) ||
      !(isOnePersonsDuty(chase.subject, state) || isOnePersonsDuty(escalation.subject, state)));
  const last = Math.max(...state.chases.filter(counts).map(({ sentAt }) => sentAt));
  return draft.at < last + HOUR ? last + HOUR : null;
}

function defer(draft: CaseDraft, { id, subject, trigger }: Escalation, until: Instant, reason: string): void {
  draft.record(
    'escalation.deferred',
    subject,
    { escalationId: id, trigger, reason, nextStepAt: until },
    { escalations: [{ id, nextStepAt: until }] },
  );
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);
