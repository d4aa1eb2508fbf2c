import { type Instant, MINUTE, refuse } from '@baton/kernel';

import type { CaseEvent, CaseEventType } from '../case/case-event.js';
import type { Verdict } from '../case/rule.js';
import type { PersonId } from '../company/ids.js';

/** How long one may take back what one has just done. */
const UNDO_WINDOW = MINUTE;

export type WhyNotUndoable = 'nothing-to-undo' | 'cannot-be-unsaid' | 'too-late-to-undo';

/**
 * May this person still take back this command, the last one on its case? Whatever happened since has made another one the
 * last. What the customer has heard or said is said, and a case that was opened has a number that somebody may know.
 */
export function whyNotUndoable(
  command: readonly CaseEvent[],
  personId: PersonId | null,
  at: Instant,
): Verdict<WhyNotUndoable> {
  if (command.length === 0 || command.some(({ by, type }) => by === null || by !== personId || type === 'case.undone'))
    return refuse('nothing-to-undo');
  if (command.some(wasSaid)) return refuse('cannot-be-unsaid');
  return at >= undoableUntil(command) ? refuse('too-late-to-undo') : undefined;
}

export const undoableUntil = (command: readonly CaseEvent[]): Instant =>
  Math.max(...command.map(({ at }) => at)) + UNDO_WINDOW;

/** The event that tells people what the command did; the others follow from it. */
export const deedOf = (command: readonly CaseEvent[]): CaseEvent =>
  deeds.map((type) => command.find((event) => event.type === type)).find((event) => event !== undefined) ?? command[0]!;

/** Deeds that something else is written before. */
const deeds: readonly CaseEventType[] = [
  'case.cancelled',
  'case.resolved',
  'case.reopened',
  'leg.returned',
  'leg.handed-over',
  'leg.progressed',
];

const wasSaid = ({ type, facts }: CaseEvent): boolean =>
  between.includes(type) || (type === 'case.resolved' && facts['message'] !== null);

/** What passes between the company and the customer, or begins a case. */
const between: readonly CaseEventType[] = [
  'case.opened',
  'case.imported',
  'contact.logged',
  'customer.wrote',
  'customer.asked',
  'promise.made',
  'promise.attempted',
  'promise.kept',
  'promise.renegotiated',
  'promise.released',
];
