import type { SentAnchor } from '@baton/persistence';
import { readFile } from 'node:fs/promises';

import { PlainProblem } from '../plain-problem.js';

/** Reads anchors from log lines: JSON objects with `anchor` and `hash`; other lines of a log may stand between them. */
export async function readAnchors(file: string): Promise<readonly SentAnchor[]> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new PlainProblem(`${file} cannot be read (${error.message}).`);
  });
  const anchors = text.split('\n').flatMap(anchorIn);
  if (anchors.length === 0) throw new PlainProblem(`${file} names no anchor: a line holds "anchor" and "hash".`);
  return anchors;
}

function anchorIn(line: string): readonly SentAnchor[] {
  if (!line.includes('"anchor"')) return [];
  try {
    const { anchor, hash } = JSON.parse(line) as { anchor?: unknown; hash?: unknown };
    return Number.isInteger(anchor) && typeof hash === 'string' ? [{ no: anchor as number, hash }] : [];
  } catch {
    return []; // A line of something else, or torn.
  }
}
