import { foldedText, formsOf } from './words.js';

/** Where words stand in a text: from a character up to another, which is not part of it. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

/** The words in the text as it was written: whole words, of the last one its beginning. */
export function marksIn(text: string, words: readonly string[]): readonly (Mark & { readonly word: string })[] {
  const { folded, origin } = foldWithOrigin(text);
  const sought = words.flatMap((word, place) =>
    formsOf(word).map((form) => ({ word, form, isBegun: place === words.length - 1 })),
  );
  // Of most texts it is known at once that none stands in them.
  if (!sought.some(({ form }) => folded.includes(form))) return [];
  return [...folded.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: found, index }) => {
    const hit = sought.find(({ form, isBegun }) => (isBegun ? found.startsWith(form) : found === form));
    return hit ? [{ word: hit.word, from: origin(index), to: origin(index + hit.form.length) }] : [];
  });
}

/** The folded text, and where each of its characters came from. */
function foldWithOrigin(text: string): { readonly folded: string; readonly origin: (at: number) => number } {
  if (!/[^\0-\x7f]/.test(text)) return { folded: text.toLowerCase(), origin: (place) => place };
  const origin: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const plain = character < '\u0080' ? character.toLowerCase() : foldedText(character);
    for (let i = 0; i < plain.length; i++) origin.push(at);
    folded += plain;
    at += character.length;
  }
  origin.push(at);
  return { folded, origin: (place) => origin[place]! };
}

const BEFORE = 40;
const LENGTH = 140;

/** A piece of the text around the first mark, on one line. */
export function snippetOf(
  text: string,
  marks: readonly Mark[],
): { readonly text: string; readonly marks: readonly Mark[] } {
  const first = marks[0]?.from ?? 0;
  const from = first <= BEFORE ? 0 : startOfWord(text, first - BEFORE);
  const to = text.length - from <= LENGTH ? text.length : startOfWord(text, from + LENGTH);
  const lead = from > 0 ? '…' : '';
  const shift = lead.length - from;
  return {
    text: `${lead}${text.slice(from, to).replace(/\s/g, ' ').trimEnd()}${to < text.length ? '…' : ''}`,
    marks: marks.filter((mark) => mark.to <= to).map((mark) => ({ from: mark.from + shift, to: mark.to + shift })),
  };
}

/** Where the word begins that stands at this place, unless it is endless. */
function startOfWord(text: string, at: number): number {
  const space = text.slice(Math.max(at - 30, 0), at).search(/\s\S*$/);
  if (space >= 0) return Math.max(at - 30, 0) + space + 1;
  // Not between the halves of a character.
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
}
