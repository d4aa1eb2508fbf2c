import { describe, expect, it } from '@jest/globals';
import { languages } from '../language.js';

type Tree = { readonly [name: string]: string | Tree };

/** Every text with where it stands. */
const leaves = (tree: Tree, at = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${at}${name}`, value] as const] : leaves(value, `${at}${name}.`),
  );

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
const english = leaves(languages['en'] as unknown as Tree);

describe.each(Object.entries(languages))('the words in %s', (code, words) => {
  const texts = leaves(words as unknown as Tree);

  it('are complete, and nothing is in them that nobody says', () => {
    expect(texts.map(([at]) => at)).toEqual(english.map(([at]) => at));
    for (const [, text] of texts) expect(text.trim()).not.toBe('');
  });

  it('leave room for the same facts', () => {
    expect(texts.map(([at, text]) => [at, holes(text)])).toEqual(english.map(([at, text]) => [at, holes(text)]));
  });

  if (code !== 'en')
    it('are not English ones left over', () => {
      const original = new Map(english);
      expect(texts.filter(([at, text]) => original.get(at) === text).map(([at]) => at)).toEqual([]);
    });
});
