import { countsAsComplete, isActive, type Leg } from '../leg/leg.js';
import { isOwed } from '../promise/promise.js';
import type { Case } from './case.js';

export type LooseEndKind =
  | 'leg-active'
  | 'offer-open'
  | 'mandatory-leg-not-run'
  | 'promise-open'
  | 'customer-unanswered'
  | 'disruption-unacknowledged'
  | 'question-open'
  | 'closing-message-missing'
  | 'cause-missing';

/** Something that would be left undone: what it is, which one, and who has to act. */
export interface LooseEnd {
  readonly kind: LooseEndKind;
  readonly id: string;
  readonly what: string;
  readonly whoId: string | null;
}

/**
 * The closure gate: everything that still hangs. `closing` is what the command itself brings along: the
 * message to the customer, the cause, and the resolver's own last leg that ends with it.
 */
export function looseEnds(
  state: Case,
  closing: { readonly message: boolean; readonly causeCode: string | null; readonly endsLegId: string | null },
): readonly LooseEnd[] {
  const ends: LooseEnd[] = [];
  for (const leg of state.legs) {
    if (isActive(leg) && leg.id !== closing.endsLegId)
      ends.push({
        kind: leg.status === 'offered' ? 'offer-open' : 'leg-active',
        id: leg.id,
        what: leg.name,
        whoId: leg.responsibleId,
      });
    else if (leg.status === 'planned' && leg.mandatory && !isRepeated(state, leg))
      ends.push({ kind: 'mandatory-leg-not-run', id: leg.id, what: leg.name, whoId: state.ownerId });
  }
  for (const promise of state.promises) {
    if (isOwed(promise))
      ends.push({ kind: 'promise-open', id: promise.id, what: promise.text, whoId: promise.holderId });
  }
  for (const question of state.questions) {
    if (question.answeredAt === null)
      ends.push({ kind: 'question-open', id: question.id, what: question.text, whoId: question.askedOfId });
  }
  for (const disruption of state.disruptions) {
    for (const recipient of disruption.recipients.filter((one) => one.acknowledgedAt === null))
      ends.push({
        kind: 'disruption-unacknowledged',
        id: disruption.id,
        what: disruption.text,
        whoId: recipient.personId,
      });
  }
  if (state.unansweredSince !== null && !closing.message)
    ends.push({
      kind: 'customer-unanswered',
      id: state.id,
      what: 'A customer message has no answer',
      whoId: state.ownerId,
    });
  if (state.closingMessageAt === null && !closing.message)
    ends.push({
      kind: 'closing-message-missing',
      id: state.id,
      what: 'The customer has not been told',
      whoId: state.ownerId,
    });
  if (needsCause(state) && closing.causeCode === null && state.causeCode === null)
    ends.push({
      kind: 'cause-missing',
      id: state.id,
      what: 'The case was late or nearly late: why?',
      whoId: state.ownerId,
    });
  return ends;
}

/** A cause is asked for when the case's own clocks breached, nearly did and were not cancelled, or the case bounced. */
const needsCause = (state: Case): boolean =>
  state.clocks.some(
    (clock) => clock.breachedAt !== null && (clock.kind === 'resolution' || clock.kind === 'leg-ola'),
  ) ||
  state.nearMisses.some((miss) => miss.outcome === 'failed' || miss.outcome === 'prevented') ||
  state.returns > 0;

const isRepeated = (state: Case, leg: Leg): boolean =>
  state.legs.some((other) => other.revisits === leg.id && (countsAsComplete(other) || isActive(other)));
