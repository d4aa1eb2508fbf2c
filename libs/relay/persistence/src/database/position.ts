import { AsyncLocalStorage } from 'node:async_hooks';

/** A place in the primary's log of changes, as PostgreSQL writes it: `16/B374D848`. */
export type Position = string;

export const isPosition = (text: unknown): text is Position =>
  typeof text === 'string' && /^[\dA-Fa-f]{1,8}\/[\dA-Fa-f]{1,8}$/.test(text);

/** Whether a log that has come to `place` has what was written up to `position`. */
export const includes = (place: Position, position: Position): boolean => bytesUpTo(place) >= bytesUpTo(position);

/** How much of the log lies before a place. */
export function bytesUpTo(place: Position): bigint {
  const [high, low] = place.split('/') as [string, string];
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/** How far somebody has written: what they read must go as far. */
export interface Reader {
  position: Position | null;
  /** Since the position was handed in. */
  hasWritten: boolean;
}

const readers = new AsyncLocalStorage<Reader>();

/** Does something on behalf of a reader, who sees what they wrote before and within it, on whichever server. */
export const readingAs = <Result>(reader: Reader, work: () => Result): Result => readers.run(reader, work);

/** On whose behalf this code runs, if anybody's. */
export const currentReader = (): Reader | undefined => readers.getStore();
