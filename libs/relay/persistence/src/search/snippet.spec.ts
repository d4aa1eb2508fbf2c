import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { marksIn, snippetOf } from './snippet.js';

const marked = (text: string, words: readonly string[]) => {
  const snippet = snippetOf(text, marksIn(text, words));
  return { text: snippet.text, found: snippet.marks.map(({ from, to }) => snippet.text.slice(from, to)) };
};

describe('a snippet', () => {
  it('marks whole words, and of the last one its beginning, as they were written', () => {
    expect(marked('Große Straße, ZOË’s strawberry', ['zoe', 'stra'])).toEqual({
      text: 'Große Straße, ZOË’s strawberry',
      found: ['Stra', 'ZOË', 'stra'],
    });
    expect(marked('Maße in Massen', ['masse']).found).toEqual(['Maße', 'Masse']);
    expect(marked('Frau Müller, Muellers', ['mueller']).found).toEqual(['Müller', 'Mueller']);
    expect(marked('Frau Müller, Muellers', ['müller', 'frau']).found).toEqual(['Frau', 'Müller']);
    expect(marked('zoological', ['zoo', 'log']).found).toEqual([]);
  });

  it('is a short piece on one line around the first word', () => {
    const text = `${'once upon a time '.repeat(20)}the\numbrella was lost ${'and so on '.repeat(50)}`;
    const { text: piece, found } = marked(text, ['umbrella']);
    expect(piece).toMatch(/^…(\w+ )+the umbrella was lost [\w ]+…$/);
    expect(piece.length).toBeLessThan(150);
    expect(found).toEqual(['umbrella']);
  });

  it('marks words of the text, whatever the text is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { found } = marked(`${before} Ümbrella ${after}`, ['umbrella']);
        expect(found).toContain('Ümbrella');
      }),
    );
  });
});
