import type { ScreenReader } from '../database/reading.js';
import { foldedText } from './words.js';

/** Shorter words differ by one letter as often by meaning as by mistake. */
const SHORTEST = 4;

/** Each word as it is most likely meant: the nearest that subjects and customers know; itself where it is known, or none is near. */
export async function spelled(client: ScreenReader, words: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ typed: string; near: readonly string[] }>({
    name: 'search-spelling',
    text: `SELECT typed, (SELECT coalesce(json_agg(word), '[]') FROM (
        SELECT word FROM search_word WHERE word % typed ORDER BY similarity(word, typed) DESC, word LIMIT 20) alike) AS near
      FROM unnest($1::text[]) WITH ORDINALITY AS t(typed, place) ORDER BY place`,
    values: [words.map(foldedText)],
  });
  return rows.map(({ typed, near }) => nearest(typed, near));
}

function nearest(typed: string, near: readonly string[]): string {
  if (typed.length < SHORTEST || /\p{N}/u.test(typed) || near.includes(typed)) return typed;
  const most = typed.length < 6 ? 1 : 2;
  let best = typed;
  let least = most + 1;
  for (const word of near) {
    const distance = mistakesBetween(typed, word);
    if (distance < least) [best, least] = [word, distance];
  }
  return best;
}

/** How many letters are missing, too many, wrong or swapped with their neighbour. */
function mistakesBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  const at = (i: number, j: number) => table[i]![j]!;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      table[i]![j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (isSame ? 0 : 1),
        ...(isSwap ? [at(i - 2, j - 2) + 1] : []),
      );
    }
  }
  return at(a.length, b.length);
}
