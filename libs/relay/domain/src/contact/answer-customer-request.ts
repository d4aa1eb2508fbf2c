import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { liveRequest, settleRequest } from '../chase/customer-request.js';
import { mayContactCustomer, voicesOf } from './may-contact-customer.js';
import { type ContactMade, writeContact } from './write-contact.js';

export interface AnswerCustomerRequest {
  readonly accepts: boolean;
  /** What the customer is told, either way. */
  readonly reply: Pick<ContactMade, 'channel' | 'text'>;
}

/** Yes or no to what the customer asked for, always with a reply (E8). */
export function answerCustomerRequest(
  draft: CaseDraft,
  command: AnswerCustomerRequest,
): Verdict<'nothing-asked' | 'text-missing' | 'may-not-contact-customer'> {
  const request = liveRequest(draft.state);
  if (!request) return refuse('nothing-asked');
  if (command.reply.text.trim() === '') return refuse('text-missing');
  if (!mayContactCustomer(draft)) return refuse('may-not-contact-customer', { who: voicesOf(draft) });

  settleRequest(draft, request, command.accepts ? 'accepted' : 'declined', command.reply.text);
  writeContact(draft, { ...command.reply, reached: true, closing: false, answersCustomer: true, promiseIds: [] });
  return undefined;
}
