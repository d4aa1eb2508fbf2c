import type { Acknowledged } from '@baton/persistence';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { PlainProblem } from '../plain-problem.js';

const PORTION = 1_000;

/**
 * Reads a client's log of acknowledged commands, one JSON object a line: `{ "caseId": …, "seq": … }`, or `version` for
 * `seq`, which is the same number. A torn last line of a killed client is left out: nobody was told of it.
 */
export async function* readAcknowledged(file: string): AsyncGenerator<readonly Acknowledged[]> {
  let portion: Acknowledged[] = [];
  let number = 0;
  let torn: PlainProblem | undefined;
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      if (torn) throw torn;
      const entry = acknowledgedIn(line);
      if (entry === undefined)
        torn = new PlainProblem(`${file}, line ${number}: “${line.slice(0, 60)}” names no caseId and seq.`);
      else portion.push(entry);
      if (portion.length === PORTION) {
        yield portion;
        portion = [];
      }
    }
  } catch (error) {
    if (error instanceof PlainProblem) throw error;
    throw new PlainProblem(`${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  yield portion;
}

function acknowledgedIn(line: string): Acknowledged | undefined {
  let entry: { caseId?: unknown; seq?: unknown; version?: unknown } | null;
  try {
    entry = JSON.parse(line) as typeof entry;
  } catch {
    return undefined;
  }
  const seq = entry?.seq ?? entry?.version;
  return typeof entry?.caseId === 'string' && Number.isInteger(seq)
    ? { caseId: entry.caseId, seq: seq as number }
    : undefined;
}
