/** Folds as `folded` in the database does: an accent or a capital makes no other word. */
export const foldedText = (written: string): string =>
  written
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => plain[letter]!);

const plain: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

/** More would narrow nothing down. */
const MOST_WORDS = 12;

/** The words that somebody looks for; `C-1001` is the word 1001. */
export function wordsOf(typed: string): readonly string[] {
  const words = foldedText(typed.replace(/\bC-(?=\d)/gi, '')).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, MOST_WORDS);
}

/** A case's number, as it is said or written; null for anything else. */
export function numberOf(typed: string): number | null {
  const [, digits] = /^\s*(?:C-?|#)?\s*(\d{1,9})\s*$/i.exec(typed) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** All of the words, the last one perhaps not yet typed to its end, as a `tsquery`. */
export const allOf = (words: readonly string[]): string =>
  words.map((word, place) => (place === words.length - 1 ? `'${word}':*` : `'${word}'`)).join(' & ');

/** All but the last; null when there is only one. */
export const leadOf = (words: readonly string[]): string | null =>
  words.length < 2
    ? null
    : words
        .slice(0, -1)
        .map((word) => `'${word}'`)
        .join(' & ');

/** Any of the words. */
export const anyOf = (words: readonly string[]): string => allOf(words).replaceAll(' & ', ' | ');
