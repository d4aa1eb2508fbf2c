/** The HTTP status of a rule's no: 409 unless the caller lacks the duty (403) or named something that does not fit (422). */
export function statusOf(refusal: string): number {
  if (refusal === HIDDEN) return 404;
  if (notYours.has(refusal)) return 403;
  return doesNotFit.has(refusal) || refusal.startsWith('unknown-') ? 422 : 409;
}

/** The caller may not know that the case exists. */
export const HIDDEN = 'not-found';

const notYours = new Set([
  'leads-only',
  'may-not-contact-customer',
  'not-a-recipient',
  'not-allowed',
  'not-asked',
  'not-offered-to-you',
  'not-on-the-line',
  'not-the-owner',
  'not-the-sender',
  'not-told',
  'not-your-department',
  'not-your-leg',
  'not-your-view',
  'oversight-only',
  'owner-decides',
]);

/** The request itself is at fault, whatever the state of the case. */
const doesNotFit = new Set([
  'absence-ends-before-it-begins',
  'answer-missing',
  'asks-oneself',
  'blocker-missing',
  'due-in-the-past',
  'eta-in-the-past',
  'eta-missing',
  'first-leg-not-frontline',
  'hand-back-incomplete',
  'hold-in-the-past',
  'hold-too-long',
  'holiday-malformed',
  'join-cannot-be-met',
  'last-leg-not-frontline',
  'legs-exceed-case-target',
  'message-missing',
  'missing-needed',
  'name-missing',
  'new-eta-missing',
  'no-legs',
  'no-open-hours',
  'no-steps',
  'no-such-date',
  'not-a-past-holder',
  'note-needed',
  'offset-negative',
  'offsets-not-ascending',
  'override-malformed',
  'override-repeated',
  'package-incomplete',
  'pause-too-long',
  'person-not-in-department',
  'push-key-malformed',
  'received-before-the-case',
  'received-in-the-future',
  'resume-date-in-the-past',
  'resume-date-needed',
  'same-department',
  'target-not-positive',
  'text-missing',
  'window-malformed',
]);
