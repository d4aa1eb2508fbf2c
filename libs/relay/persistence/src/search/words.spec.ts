import { describe, expect, it } from '@jest/globals';

import { allOf, foldedText, formsOf, leadOf, numberOf, wordsOf } from './words.js';

describe('what somebody typed', () => {
  it('is its words, without case, accents and signs', () => {
    expect(wordsOf(' ZOË Müller-Øst, straße (C-1001)! ')).toEqual(['zoe', 'müller', 'ost', 'strasse', '1001']);
    expect(wordsOf('ana@mail.example')).toEqual(['ana', 'mail', 'example']);
    expect(wordsOf('%_% -- !')).toEqual([]);
    expect(wordsOf('Київ Αθήνα 東京')).toEqual(['киів', 'αθηνα', '東京']);
    expect(wordsOf('word '.repeat(40))).toHaveLength(12);
  });

  it('is a number, as it is said or written', () => {
    expect(['1001', 'C-1001', ' c1001 ', '#1001'].map(numberOf)).toEqual([1001, 1001, 1001, 1001]);
    expect(['C-1001 again', '12345678901', 'C-', '', '-5'].map(numberOf)).toEqual([null, null, null, null, null]);
  });

  it('becomes a query for all words, the last one begun', () => {
    expect(allOf(['lost', 'umb'])).toBe(`'lost' & 'umb':*`);
  });

  it.each([
    ['müller', ['muller', 'mueller']],
    ['mueller', ['mueller', 'muller']],
    ['menü', ['menu', 'menue']],
    ['ueber', ['ueber', 'uber']],
    ['baeuerin', ['baeuerin', 'bauerin']],
    ['blue', ['blue']],
    ['neuen', ['neuen']],
    ['quer', ['quer']],
    ['zoe', ['zoe']],
    ['1001', ['1001']],
  ])('may be written in two ways: %s', (word, forms) => {
    expect(formsOf(word)).toEqual(forms);
  });

  it('is looked for in both of them', () => {
    const words = wordsOf('Müller, Koeln');
    expect(allOf(words)).toBe(`('muller' | 'mueller') & ('koeln':* | 'koln':*)`);
    expect(leadOf(words)).toBe(`('muller' | 'mueller')`);
    expect(wordsOf('Mu\u0308ller')).toEqual(['müller']);
  });

  it('folds a letter made of two characters like the one that is one', () => {
    expect(foldedText('Zoe\u0308')).toBe(foldedText('Zo\u00eb'));
  });
});
