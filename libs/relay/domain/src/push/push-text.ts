import type { Language } from '../company/person.js';
import type { NoticeKind } from '../notice/notice.js';
import { de } from './words/de.js';
import { en } from './words/en.js';
import { es } from './words/es.js';
import type { PushWords } from './words/words.js';

const words: Readonly<Record<Language, PushWords>> = { en, de, es };

/** The language that somebody reads Baton in on a device. */
export type PushLanguage = Language;

/** What a device shows of the first of some notices. Others may see the screen: the case's number and what happened, no more. */
export function pushText(kind: NoticeKind, more: number, language: PushLanguage): string {
  const { sentences, more: forms } = words[language];
  if (more === 0) return sentences[kind];
  return `${sentences[kind]} ${(more === 1 ? forms.one : forms.other).replace('{count}', String(more))}`;
}

/** What a device shows when its person tries it out. */
export const trialText = (language: PushLanguage): string => words[language].trial;
