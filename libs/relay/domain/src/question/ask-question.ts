import { HOUR, refuse, SECOND, type Seconds } from '@baton/kernel';

import type { Case } from '../case/case.js';
import { beginClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { PersonId } from '../company/ids.js';
import { openTimeOf } from '../company/open-time.js';
import type { Leg } from '../leg/leg.js';
import { pauseLegFor } from '../leg/pause-leg.js';
import { type LegRefusal, requireOwnLeg } from '../leg/require-leg.js';
import type { Question } from './question.js';

export interface AskQuestion {
  /** The leg that needs the answer. */
  readonly legId: string;
  readonly askedOfId: PersonId;
  readonly text: string;
  /** Let the leg wait for the answer, at the cost of the asked department. */
  readonly pauseLeg: boolean;
}

export type AskQuestionRefusal =
  LegRefusal | 'nobody-asks' | 'text-missing' | 'asks-oneself' | 'not-a-past-holder' | 'person-gone';

/** Open time of the asked person's department to answer (H10). */
const ANSWER_SECONDS: Seconds = (4 * HOUR) / SECOND;

/** Asks someone who held an earlier leg, instead of returning the work (H10). */
export function askQuestion(draft: CaseDraft, command: AskQuestion): Verdict<AskQuestionRefusal> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'progress-leg');
  if (no) return no;
  const { actorId } = draft;
  if (actorId === null) return refuse('nobody-asks');
  if (command.text.trim() === '') return refuse('text-missing');
  if (command.askedOfId === actorId) return refuse('asks-oneself');
  if (!isPastHolder(draft.state, leg, command.askedOfId))
    return refuse('not-a-past-holder', { pastHolderIds: pastHolders(draft.state, leg) });
  const person = draft.company.people.get(command.askedOfId);
  if (!person?.active)
    return refuse('person-gone', { ask: draft.company.departments.get(person?.departmentId ?? '')?.leadId ?? null });

  writeQuestion(draft, leg, { ...command, askedById: actorId });
  return undefined;
}

/** Everyone who held another leg of the case: they answer for it until closure. */
export const pastHolders = (state: Case, leg: Leg): readonly PersonId[] => [
  ...new Set(state.legs.flatMap(({ id, holderId }) => (id !== leg.id && holderId !== null ? [holderId] : []))),
];

export const isPastHolder = (state: Case, leg: Leg, personId: PersonId): boolean =>
  pastHolders(state, leg).includes(personId);

/** Writes a checked question down, starts the answer clock, and lets the leg wait until then if it has to. */
export function writeQuestion(
  draft: CaseDraft,
  leg: Leg,
  asked: Pick<Question, 'askedById' | 'askedOfId' | 'text'> & { readonly pauseLeg: boolean },
): void {
  const { askedById, askedOfId, text } = asked;
  // One pause holds the leg for all questions.
  const waits = leg.pauses.some(({ reason }) => reason === 'waiting-other-leg');
  const question: Question = {
    id: draft.newId(),
    caseId: draft.caseId,
    legId: leg.id,
    askedById,
    askedOfId,
    text,
    askedAt: draft.at,
    pausesLeg: asked.pauseLeg,
    answer: null,
    answeredAt: null,
    answeredById: null,
  };
  const departmentId = draft.company.people.get(askedOfId)?.departmentId ?? leg.departmentId;
  const answerBy = openTimeOf(draft.company, departmentId, draft.at).add(draft.at, ANSWER_SECONDS);
  draft.record(
    'question.asked',
    { kind: 'question', id: question.id },
    { questionId: question.id, legId: leg.id, askedOfId, text, answerBy, pausesLeg: asked.pauseLeg },
    { questions: [question] },
  );
  beginClock(draft, {
    subject: { kind: 'question', id: question.id },
    kind: 'answer',
    targetSeconds: ANSWER_SECONDS,
    calendarId: draft.company.departments.get(departmentId)?.calendarId ?? null,
  });
  if (asked.pauseLeg && !waits) {
    const name = draft.company.people.get(askedOfId)?.name ?? askedOfId;
    pauseLegFor(draft, leg, 'waiting-other-leg', name, answerBy);
  }
}
