import { isOwnReason } from '../case/own-reasons.js';
import type { Instant } from '@baton/kernel';
import { isZone } from '../calendar/zone-offsets.js';
import type { Language } from '../company/person.js';
import type { NoticeKind, NoticeParams, NoticeWhy } from './notice.js';
import { de } from './words/de.js';
import { en } from './words/en.js';
import { es } from './words/es.js';
import type { NoticeWords } from './words/words.js';

export const noticeWords: Readonly<Record<Language, NoticeWords>> = { en, de, es };

/** The sentence of a notice as its reader's page says it, for letters and for whoever has no sentences of their own. */
export function noticeText(kind: NoticeKind, params: NoticeParams, zone: string, language: Language = 'en'): string {
  const { leg, who, at } = params;
  const words = noticeWords[language];
  const sentence = filled(formOf(kind, params, words), {
    leg: leg === null ? words.theCase : legName(leg, words),
    who: who ?? 'Baton',
    at: at === null ? '' : wallTime(at, zone, language),
  });
  const said = wordsOf(kind, params, words);
  const all = said === '' ? sentence.replace(/:$/, '.') : `${sentence} ${said}`;
  return `C-${params.number} ${params.subject}: ${all}`;
}

/** The plain answer to "why am I receiving this?" */
export const whyText = (why: NoticeWhy, language: Language = 'en'): string => noticeWords[language].why[why];

/** Puts values into the places of a text. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

/** A moment as one reads it where one lives, always with its zone (clock rule 30). */
export function wallTime(at: Instant, zone: string, language: Language): string {
  const timeZone = isZone(zone) ? zone : 'UTC';
  const key = `${language} ${timeZone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(regions[language], { dateStyle: 'medium', timeStyle: 'short', timeZone });
  formats.set(key, format);
  return `${format.format(at)} (${timeZone})`;
}

/** Formats are dear to make, and a storm of timers tells many people at once. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Days come first. */
const regions: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', es: 'es-ES' };

const legName = (name: string, { legName: own }: NoticeWords): string => own[name as keyof typeof own] ?? name;

/** The form for what there is to speak of. */
function formOf(kind: NoticeKind, { leg, at }: NoticeParams, { kind: forms }: NoticeWords): string {
  const ofCase = leg === null ? forms[`${kind}_case`] : undefined;
  const undated = at === null ? forms[`${kind}_undated`] : undefined;
  return ofCase ?? undated ?? forms[kind];
}

/** A word of Baton's, then those that people wrote. */
const wordsOf = (kind: NoticeKind, { code, text }: NoticeParams, words: NoticeWords): string =>
  [code && codeText(kind, code, words), isOwnReason(text) ? words.reason[text] : text].filter(Boolean).join(', ');

function codeText(kind: NoticeKind, code: string, words: NoticeWords): string {
  const group: Readonly<Record<string, string>> | undefined = {
    disruption: words.disruption,
    escalation: words.trigger,
    'offer-declined': words.decline,
    undone: words.deed,
  }[kind as string];
  return group?.[code] ?? code;
}
