import { de } from './words/de.js';
import { en } from './words/en.js';
import { es } from './words/es.js';
import type { Words } from './words/words.js';

/** How a page is written: its words, and the tag by which dates are formatted (`en-GB` says another thing than `en-US`). */
export interface Language {
  readonly code: string;
  readonly tag: string;
  readonly words: Words;
}

/** Every language that the page speaks. */
export const languages: Readonly<Record<string, Words>> = { en, de, es };

/** The language asked for by name, else the first of the browser's that we speak, else English; dates as the browser's region has them. */
export function languageOf(chosen: unknown, acceptLanguage: string | undefined): Language {
  const spoken = preferred(acceptLanguage ?? '');
  const tags = [...(typeof chosen === 'string' ? [chosen] : []), ...spoken];
  for (const tag of tags) {
    const code = codeOf(tag);
    const words = Object.hasOwn(languages, code) ? languages[code] : undefined;
    if (words) return { code, tag: [tag, ...spoken].find((one) => isRegional(one, code)) ?? code, words };
  }
  return { code: 'en', tag: 'en', words: en };
}

const codeOf = (tag: string) => tag.split('-')[0]!.toLowerCase();
const isRegional = (tag: string, code: string) => tag.includes('-') && codeOf(tag) === code && isLocale(tag);

/** `de-AT,de;q=0.9,en;q=0.8` by weight; what is not wanted at all is left out. */
function preferred(header: string): readonly string[] {
  return header
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

const LONGEST_HEADER = 500;

function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false; // That is how Intl says that a tag is malformed.
  }
}
