import type { Instant } from '@baton/kernel';

import type { PersonId } from '../company/ids.js';

/** What a notice says; each kind has its sentence in notice-text.ts, and one per language in the web app. */
export const noticeKinds = [
  'offer',
  'offer-amended',
  'offer-accepted',
  'offer-declined',
  'offer-expired',
  'offer-withdrawn',
  'leg-passed-on',
  'leg-returned',
  'returns-frozen',
  'leg-resumed',
  'leg-skipped',
  'time-granted',
  'called-in',
  'pre-alert',
  'chase',
  'help-needed',
  'escalation',
  'disruption',
  'question',
  'question-answered',
  'promise-due',
  'promise-broken',
  'promise-moved',
  'ownership-offered',
  'ownership-declined',
  'owner-changed',
  'priority-changed',
  'customer-wrote',
  'customer-asked',
  'case-reopened',
  'case-resolved',
  'case-closed',
  'case-cancelled',
  'undone',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The duty that makes somebody a reader: "why am I receiving this" (O2). */
export const noticeReasons = [
  'offered-to-you',
  'offered-to-your-pool',
  'you-lead',
  'you-oversee',
  'you-sent-it',
  'you-own',
  'you-hold-the-leg',
  'coming-to-you',
  'you-were-asked',
  'you-were-called-in',
  'you-asked',
  'on-the-ladder',
  'you-hold-the-promise',
  'you-were-on-it',
  'you-were-told',
] as const;
export type NoticeWhy = (typeof noticeReasons)[number];

/** What the sentences speak of. Instants are written in the reader's zone. */
export interface NoticeParams {
  readonly number: number;
  readonly subject: string;
  readonly leg: string | null;
  /** Whoever did it, by name. */
  readonly who: string | null;
  /** People's own words. */
  readonly text: string | null;
  /** A word of ours that stands before them: why an offer was declined, what set the ladder off, what was taken back. */
  readonly code: string | null;
  readonly at: Instant | null;
}

/** One thing that one person must hear, and why. */
export interface Notice {
  readonly personId: PersonId;
  /** The absent person whom the reader stands in for. */
  readonly insteadOf: PersonId | null;
  readonly kind: NoticeKind;
  readonly why: NoticeWhy;
  /** Knows no quiet hours and waits for no batch (E5). */
  readonly urgent: boolean;
  /** By mail as well, where there is a mail server: a ladder's step may do without (E1). */
  readonly byMail: boolean;
  readonly params: NoticeParams;
}
