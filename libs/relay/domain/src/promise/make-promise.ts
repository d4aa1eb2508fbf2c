import { refuse } from '@baton/kernel';

import { isZone } from '../calendar/zone-offsets.js';
import type { CaseDraft } from '../case/case-draft.js';
import { caseVerbsFrom } from '../case/case-transitions.js';
import type { Verdict } from '../case/rule.js';
import { mayContactCustomer, voicesOf } from '../contact/may-contact-customer.js';
import { type PromiseDue, promisedInstant } from './promise-due.js';
import { writePromise } from './write-promise.js';

export interface MakePromise {
  readonly text: string;
  /** To whom; the requester when null. */
  readonly madeTo: string | null;
  readonly due: PromiseDue;
  /** The customer's zone, when it differs from the requester's known one. */
  readonly zone: string | null;
}

export type MakePromiseRefusal =
  | 'illegal-transition'
  | 'nobody-promises'
  | 'text-missing'
  | 'may-not-contact-customer'
  | 'unknown-zone'
  | 'no-such-date'
  | 'due-in-the-past';

/** Writes down what a person told the customer. Whoever says it holds it (P1). */
export function makePromise(draft: CaseDraft, command: MakePromise): Verdict<MakePromiseRefusal> {
  const { state, actorId } = draft;
  if (state.status !== 'open')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'make-promise',
      allowed: caseVerbsFrom(state.status),
    });
  if (actorId === null) return refuse('nobody-promises');
  if (command.text.trim() === '') return refuse('text-missing');
  if (!mayContactCustomer(draft)) return refuse('may-not-contact-customer', { who: voicesOf(draft) });
  const zone = command.zone ?? state.requester.zone;
  if (!isZone(zone)) return refuse('unknown-zone', { zone });
  const dueAt = promisedInstant(command.due, zone);
  if (dueAt === null) return refuse('no-such-date', { due: command.due });
  if (dueAt <= draft.at) return refuse('due-in-the-past', { dueAt });

  writePromise(draft, {
    madeById: actorId,
    holderId: actorId,
    madeTo: command.madeTo ?? state.requester.name,
    text: command.text,
    precision: command.due.precision,
    zone,
    dueAt,
    succeeds: null,
  });
  return undefined;
}
