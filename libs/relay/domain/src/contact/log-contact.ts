import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import { caseVerbsFrom } from '../case/case-transitions.js';
import type { Verdict } from '../case/rule.js';
import { isOwed } from '../promise/promise.js';
import { mayContactCustomer, voicesOf } from './may-contact-customer.js';
import { type ContactMade, writeContact } from './write-contact.js';

/** A call, letter, mail or talk by a person on our side; inbound messages are `recordCustomerMessage`. */
export type LogContact = ContactMade;

export type LogContactRefusal =
  'illegal-transition' | 'text-missing' | 'unknown-promise' | 'promise-ended' | 'may-not-contact-customer';

/** Records that one of us spoke to the customer, or tried to (O4, P3, clock rule 12). */
export function logContact(draft: CaseDraft, command: LogContact): Verdict<LogContactRefusal> {
  const { state } = draft;
  if (state.status !== 'open' && state.status !== 'resolved')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'log-contact',
      allowed: caseVerbsFrom(state.status),
    });
  if (command.text.trim() === '') return refuse('text-missing');
  for (const id of command.promiseIds) {
    const promise = state.promises.find((one) => one.id === id);
    if (!promise) return refuse('unknown-promise', { promiseId: id });
    if (!isOwed(promise))
      return refuse('promise-ended', { promiseId: id, status: promise.status, at: promise.endedAt });
  }
  if (!mayContactCustomer(draft, command.promiseIds))
    return refuse('may-not-contact-customer', { who: voicesOf(draft) });

  writeContact(draft, { ...command, promiseIds: [...new Set(command.promiseIds)] });
  return undefined;
}
