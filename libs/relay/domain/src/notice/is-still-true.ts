import { handoffOf, legOf, type Case } from '../case/case.js';
import type { Subject } from '../chase/chase.js';
import type { NoticeKind } from './notice.js';

/** Does a notice still call for something when it leaves (E5)? What was decided meanwhile is not mailed any more. */
export function isStillTrue(kind: NoticeKind, about: Subject, state: Case): boolean {
  switch (kind) {
    case 'offer':
    case 'offer-amended':
      return handoffOf(state, about.id)?.status === 'offered';
    case 'chase':
      return state.chases.some(
        (chase) => chase.subject.id === about.id && chase.answer === null && chase.closedAt === null,
      );
    case 'pre-alert':
      return legOf(state, about.id)?.status === 'planned';
    case 'promise-due':
      return state.promises.some((promise) => promise.id === about.id && promise.status === 'open');
    case 'question':
      return state.questions.some((question) => question.id === about.id && question.answeredAt === null);
    case 'ownership-offered':
      return state.ownershipOffer !== null;
    default:
      return true;
  }
}
