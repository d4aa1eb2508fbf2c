import type { Instant } from '@baton/kernel';

import type { Person } from '../company/person.js';
import { noticeKinds, noticeReasons, type NoticeKind, type NoticeParams, type NoticeWhy } from './notice.js';
import { filled, noticeText, noticeWords, wallTime, whyText } from './notice-text.js';

/** A notice as it was kept; what it is about is said anew in the language that its reader reads now. */
export interface KeptNotice {
  readonly kind: string;
  readonly why: string;
  readonly at: Instant;
  readonly params: NoticeParams;
  /** The same in English, for kinds that are not known here: they came from a newer version. */
  readonly text: string;
  readonly whyText: string;
}

/** One letter to one person about all that waits for them, in their language and zone (E4, O2). */
export function noticeLetter(
  { name, zone, language: chosen }: Pick<Person, 'name' | 'zone' | 'language'>,
  notices: readonly KeptNotice[],
): { readonly subject: string; readonly text: string } {
  const language = chosen ?? 'en';
  const { letter } = noticeWords[language];
  const sentences = notices.map(({ kind, params, text }) =>
    isKind(kind) ? noticeText(kind, params, zone, language) : text,
  );
  const paragraphs = notices.map(({ why, at, whyText: english }, index) => {
    const reason = isReason(why) ? whyText(why, language) : english;
    return `${sentences[index]}\n${filled(letter.why, { at: wallTime(at, zone, language), why: reason })}`;
  });
  const first = sentences[0]!.replaceAll(/\s+/g, ' ').slice(0, 150);
  const more = notices.length - 1;
  const subject = { subject: first, count: String(more) };
  return {
    subject: more === 0 ? first : filled(more === 1 ? letter.more_one : letter.more_other, subject),
    text: [filled(letter.hello, { name }), ...paragraphs, letter.end].join('\n\n'),
  };
}

const isKind = (kind: string): kind is NoticeKind => (noticeKinds as readonly string[]).includes(kind);
const isReason = (why: string): why is NoticeWhy => (noticeReasons as readonly string[]).includes(why);
