import { isOwnReason } from '../case/own-reasons.js';
import { formatInZone } from '../calendar/zoned-day.js';
import type { TriggerKind } from '../chase/escalation-policy.js';
import type { NoticeKind, NoticeParams, NoticeWhy } from './notice.js';

/** The sentence of a notice in a letter, and in a page that does not know its kind. Pages say the others in the reader's language. */
export function noticeText(kind: NoticeKind, params: NoticeParams, zone: string): string {
  const when = params.at === null ? SOON : `by ${formatInZone(params.at, zone)}`;
  return `C-${params.number} ${params.subject}: ${sentences[kind](withNames(kind, params), when)}`;
}

const SOON = 'soon';

/** The plain answer to "why am I receiving this?" */
export const whyText = (why: NoticeWhy): string => reasons[why];

type Words = { readonly leg: string; readonly who: string; readonly text: string };
type Sentence = (words: Words, when: string) => string;

const withNames = (kind: NoticeKind, { leg, who, text, code }: NoticeParams): Words => ({
  leg: leg === null ? 'the case' : `"${leg}"`,
  who: who ?? 'Baton',
  text: [code && codeText(kind, code), isOwnReason(text) ? said(text) : text].filter(Boolean).join(', '),
});

const codeText = (kind: NoticeKind, code: string): string =>
  kind === 'escalation' ? triggerText[code as TriggerKind] : said(code);

/** `leg.handed-over` and `no-capacity` as people say them. */
const said = (code: string): string => code.split('.').at(-1)!.replaceAll('-', ' ');

const sentences: Readonly<Record<NoticeKind, Sentence>> = {
  offer: ({ leg, who }, when) => `${who} offers you ${leg}; please answer ${when}.`,
  'offer-amended': ({ leg, who }) => `${who} changed the package for ${leg}.`,
  'offer-accepted': ({ leg, who }) => `${who} has taken ${leg}.`,
  'offer-declined': ({ leg, who, text }) => `${who} declined ${leg}: ${text}.`,
  'offer-expired': ({ leg }) => `nobody took ${leg} in time; it goes up the line.`,
  'offer-withdrawn': ({ leg, text }) => `the offer of ${leg} was withdrawn: ${text}.`,
  'leg-passed-on': ({ leg, who }) => `${who} passed ${leg} on to you.`,
  'leg-returned': ({ leg, who, text }) => `${who} returned the work; ${leg} goes on with it: ${text}.`,
  'returns-frozen': () => 'it went back and forth three times. From now on only a lead may return it.',
  'leg-resumed': ({ leg }) => `${leg} goes on; the wait is over.`,
  'leg-skipped': ({ leg, who }) => `${who} took ${leg} out of the plan.`,
  'pre-alert': ({ leg }, when) => `${leg} will reach you ${when}.`,
  'time-granted': ({ leg, who, text }, when) =>
    `${who} grants more time for ${leg}${when === SOON ? '' : ` (now due ${when})`}: ${text}`,
  'called-in': ({ leg, who, text }) => `${who} calls you in to help with ${leg}: ${text}`,
  chase: ({ leg, who, text }) =>
    `${who} asks: how does ${leg} stand? On track until when, blocked by whom, need help, or hand it back? ${text}`.trim(),
  'help-needed': ({ leg, who, text }) => `${who} needs help with ${leg}. ${text}`,
  escalation: ({ leg, text }) => `${leg} needs attention (${text}).`,
  disruption: ({ who, text }) => `${who} announces a disruption: ${text} Please acknowledge it.`,
  question: ({ who, text }, when) => `${who} asks you: ${text} (please answer ${when})`,
  'question-answered': ({ who, text }) => `${who} answered your question: ${text}`,
  'promise-due': ({ text }, when) => `promised to the customer ${when}: ${text}`,
  'promise-broken': ({ text }, when) => `a promise is broken. It should have been kept ${when}: ${text}`,
  'promise-moved': ({ who, text }, when) => `${who} holds this promise now, to be kept ${when}: ${text}`,
  'ownership-offered': ({ who, text }) => `${who} offers you the ownership of the case. ${text}`,
  'ownership-declined': ({ who, text }) => `${who} did not take the ownership. ${text}`,
  'owner-changed': ({ who }) => `${who} owns the case now.`,
  'priority-changed': ({ text }) => `the priority is ${text} now.`,
  'customer-wrote': ({ text }) => `the customer wrote: ${text}`,
  'customer-asked': ({ text }) => `the customer asks how it stands. ${text}`,
  'case-reopened': ({ text }) => `the case is open again: ${text}`,
  'case-resolved': ({ text }) => `resolved. ${text}`,
  'case-closed': () => 'closed for good. Thank you for your part in it.',
  'case-cancelled': ({ text }) => `cancelled: ${text}`,
  undone: ({ who, leg, text }) => `${who} took back what you were told a moment ago about ${leg}: ${text}.`,
};

const reasons: Readonly<Record<NoticeWhy, string>> = {
  'offered-to-you': 'it is offered to you',
  'offered-to-your-pool': 'it is offered to your department, and you could take it',
  'you-lead': 'you lead the department that it concerns',
  'you-oversee': 'nobody else answered, and you oversee the line',
  'you-sent-it': 'you handed it over and answer for it until it is accepted',
  'you-own': 'you own this case from first contact to closure',
  'you-hold-the-leg': 'you hold this leg',
  'coming-to-you': 'this leg is coming to you',
  'you-were-asked': 'you were asked',
  'you-were-called-in': 'you were called in to help',
  'you-asked': 'you asked',
  'on-the-ladder': 'it climbed to you because it stood still',
  'you-hold-the-promise': 'you hold this promise to the customer',
  'you-were-on-it': 'you worked on this case, and hear how it ends',
  'you-were-told': 'you were told of what has been taken back',
};

/** Why a ladder stands, in words. */
const triggerText: Readonly<Record<TriggerKind, string>> = {
  stall: 'no progress',
  'at-risk': 'little time is left',
  breach: 'its target was missed',
  'offer-stalled': 'the offer lies unanswered',
  'offer-expired': 'the offer ran out',
  'promise-due': 'a promise was broken',
  'finding-unanswered': 'a finding lies unanswered',
  'customer-asked': 'the customer asked',
  nudged: 'somebody asked how it stands',
};
