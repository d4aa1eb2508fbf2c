import { describe, expect, it } from '@jest/globals';

import { spreadOf } from './word-statistics.js';

describe('the spread of words', () => {
  const statistics = {
    cases: 1_000,
    shares: new Map([
      ['invoice', 0.3],
      ['inventory', 0.2],
      ['muller', 0.1],
      ['mueller', 0.1],
    ]),
  };
  it.each<[readonly string[], readonly number[]]>([
    [
      ['invoice', 'zanzibar'],
      [300, 0],
    ],
    [
      ['zanzibar', 'inv'],
      [0, 440],
    ], // Begun.
    [
      ['inv', 'invoice'],
      [0, 300],
    ],
    [
      ['müller', 'x'],
      [190, 0],
    ], // Written in two ways.
  ])('of %j is about %j', (words, expected) => {
    expect(spreadOf(statistics, words).ofWords.map(Math.round)).toEqual(expected);
  });
});
