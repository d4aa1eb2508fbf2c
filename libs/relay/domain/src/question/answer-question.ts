import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import { legOf, liveClock } from '../case/case.js';
import { meetClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { endEscalations } from '../chase/end-escalations.js';
import { standInFor } from '../company/presence.js';
import { isBeingWorked } from '../leg/leg.js';
import { noteProgress } from '../leg/note-progress.js';
import { resumeLegFrom } from '../leg/resume-leg.js';
import type { Question } from './question.js';

export interface AnswerQuestion {
  readonly questionId: string;
  readonly answer: string;
}

/** Answers; the leg that waited goes on, and for it the answer is progress (H10, E9). */
export function answerQuestion(
  draft: CaseDraft,
  command: AnswerQuestion,
): Verdict<'unknown-question' | 'already-answered' | 'not-asked' | 'answer-missing'> {
  const question = draft.state.questions.find(({ id }) => id === command.questionId);
  if (!question) return refuse('unknown-question', { questionId: command.questionId });
  if (question.answeredAt !== null)
    return refuse('already-answered', { byPersonId: question.answeredById, at: question.answeredAt });
  if (!mayAnswer(draft, question)) return refuse('not-asked', { askedOfId: question.askedOfId });
  if (command.answer.trim() === '') return refuse('answer-missing');

  draft.record(
    'question.answered',
    { kind: 'question', id: question.id },
    { questionId: question.id, legId: question.legId, askedById: question.askedById, answer: command.answer },
    {
      questions: [{ id: question.id, answer: command.answer, answeredAt: draft.at, answeredById: draft.actorId }],
    },
  );
  const clock = liveClock(draft.state, question.id, 'answer');
  if (clock) meetClock(draft, clock);
  endEscalations(draft, question.id, 'question-answered');

  const leg = legOf(draft.state, question.legId);
  if (!leg || !isBeingWorked(leg)) return undefined;
  const waitsOn = draft.state.questions.some(
    (other) => other.legId === leg.id && other.pausesLeg && other.answeredAt === null,
  );
  if (!waitsOn && leg.pauses.some(({ reason }) => reason === 'waiting-other-leg'))
    resumeLegFrom(draft, leg, 'waiting-other-leg', draft.at);
  noteProgress(draft, legOf(draft.state, leg.id)!, 'question-answered');
  return undefined;
}

/** The person asked, whoever stands in for them, their lead, or oversight. */
function mayAnswer({ situation: { actor }, company, at }: CaseDraft, { askedOfId }: Question): boolean {
  if (actor === null) return false;
  const departmentId = company.people.get(askedOfId)?.departmentId ?? '';
  return (
    actor.id === askedOfId ||
    standInFor(company, askedOfId, at) === actor.id ||
    leads(actor, departmentId, company) ||
    isOversight(actor)
  );
}
