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

/** The words that somebody looks for; `C-1001` is the word 1001. Folded, but for umlauts: those are written in two ways. */
export function wordsOf(typed: string): readonly string[] {
  const asked = typed
    .replace(/\bC-(?=\d)/gi, '')
    .normalize('NFC')
    .toLowerCase();
  const words = asked.replace(/[^äöü]+/g, foldedText).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, MOST_WORDS);
}

/** As a word may stand in a text, folded: `müller` and `mueller` are both. What ends in `ue` is taken as it is: it is begun only. */
export function formsOf(word: string): readonly string[] {
  const plain = foldedText(word);
  const other = /[äöü]/.test(word)
    ? word.replace(/[äöü]/g, (umlaut) => `${foldedText(umlaut)}e`)
    : plain.replace(/(?<![aeq])([aou])e(?=\p{L})/gu, '$1'); // Not in `neuen`, `bauen`, `quer`.
  return [...new Set([plain, other])];
}

/** A case's number, as it is said or written; null for anything else. */
export function numberOf(typed: string): number | null {
  const [, digits] = /^\s*(?:C-?|#)?\s*(\d{1,9})\s*$/i.exec(typed) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** Each of the words as a `tsquery`, the last one perhaps not yet typed to its end. */
const eachOf = (words: readonly string[]): readonly string[] =>
  words.map((word, place) => asQuery(word, place === words.length - 1 ? ':*' : ''));

/** All of them. */
export const allOf = (words: readonly string[]): string => eachOf(words).join(' & ');

function asQuery(word: string, ending = ''): string {
  const forms = formsOf(word).map((form) => `'${form}'${ending}`);
  return forms.length === 1 ? forms[0]! : `(${forms.join(' | ')})`;
}

/** All but the last; null when there is only one. */
export const leadOf = (words: readonly string[]): string | null =>
  words.length < 2
    ? null
    : words
        .slice(0, -1)
        .map((word) => asQuery(word))
        .join(' & ');

/** Any of the words. */
export const anyOf = (words: readonly string[]): string => eachOf(words).join(' | ');
