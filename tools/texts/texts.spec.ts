import { describe, expect, it } from '@jest/globals';

import { filesFetchedFirst, isFetchedFirst } from './fetched-first.js';
import { keysOf, languages, placeholdersOf, pluralCategoriesOf, stemOf, textsOf } from './messages.js';
import { usedKeys } from './used-keys.js';

/** Words that are spelled alike in both languages. Whatever else is equal to the English was forgotten. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  de: ['Name', 'Status', 'Person', 'P3: normal', 'in Baton'],
  es: ['chat', 'web', 'P3: normal', 'supervisor'],
};

const english = textsOf('en');
const others = languages.filter((language) => language !== 'en');

describe('the texts of the web app', () => {
  it.each(others)('are all there in %s, and none too many', (language) => {
    const stems = (texts: ReadonlyMap<string, string>) => [...new Set(keysOf(texts).map(stemOf))].sort();
    expect(stems(textsOf(language))).toEqual(stems(english));
  });

  it.each(languages)('have every plural form that %s knows', (language) => {
    const texts = textsOf(language);
    const plurals = new Set(
      keysOf(texts)
        .filter((key) => stemOf(key) !== key)
        .map(stemOf),
    );
    const missing = [...plurals]
      .flatMap((stem) => pluralCategoriesOf(language).map((category) => `${stem}_${category}`))
      .filter((key) => !texts.has(key));
    expect(missing).toEqual([]);
  });

  it.each(languages)('say something in %s', (language) => {
    expect([...textsOf(language)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(others)('are translated into %s', (language) => {
    const forgotten = [...textsOf(language)].filter(
      ([key, text]) => english.get(key) === text && /\p{L}{2}/u.test(withoutPlaceholders(text)),
    );
    expect(forgotten.filter(([, text]) => !ALIKE[language]!.includes(text))).toEqual([]);
  });

  it.each(others)('name the same values in %s', (language) => {
    const differ = [...textsOf(language)].filter(([key, text]) => {
      const original = english.get(key) ?? english.get(`${stemOf(key)}_other`) ?? '';
      return placeholdersOf(text).join() !== placeholdersOf(original).join() && !mayLeaveOutCount(key, text, original);
    });
    expect(differ).toEqual([]);
  });
});

describe('the texts that the source asks for', () => {
  const used = usedKeys();

  it('exist', () => {
    const missing = used.filter(({ form }) => !keysOf(english).some((key) => form.test(key) || form.test(stemOf(key))));
    expect(missing.map(({ key, file }) => `${file}: ${key}`)).toEqual([]);
  });

  it('are fetched first where the frame and the desk ask for them', () => {
    const files = filesFetchedFirst();
    const mayWait = (key: string) => ['refusal.*', 'wrong.*'].includes(key); // Whoever is refused waits for the reason.
    const late = used.filter(({ key, file }) => files.has(file) && !isFetchedFirst(key) && !mayWait(key));
    expect(files).toContain('features/inbox/desk-row.tsx');
    expect(late.map(({ key, file }) => `${file}: ${key}`)).toEqual([]);
  });
});

function withoutPlaceholders(text: string): string {
  return text.replace(/\{\{.*?\}\}/g, '');
}

/** "One case" needs no number. */
function mayLeaveOutCount(key: string, text: string, original: string): boolean {
  const withoutCount = (one: string) => placeholdersOf(one).filter((name) => name !== 'count');
  return stemOf(key) !== key && withoutCount(text).join() === withoutCount(original).join();
}
