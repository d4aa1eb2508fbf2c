import { Problem } from '../http/problem.js';

/** Integers are those of PostgreSQL; instants are milliseconds since 1970. */
type Kind = 'integer' | 'instant' | 'instant or null' | 'uuid' | 'boolean' | 'word';

/** Where a page ends, as one opaque word for the client to hand back. */
export const cursorOf = (place: object | number): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Reads such a word. It comes from outside, so nothing in it is believed before it was looked at. */
export function readCursor<Place>(
  cursor: string | undefined,
  kinds: { readonly [Key in keyof Place]: Kind },
): Place | null {
  if (cursor === undefined) return null;
  const place = parsed(cursor);
  const names = Object.keys(kinds) as (keyof Place & string)[];
  if (typeof place !== 'object' || place === null) throw wrong();
  for (const name of names) if (!is(kinds[name], (place as Record<string, unknown>)[name])) throw wrong();
  return Object.fromEntries(names.map((name) => [name, (place as Record<string, unknown>)[name]])) as Place;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw wrong();
  }
}

function is(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
    case 'instant':
      return typeof value === 'number' && value >= 0 && value <= LAST_INSTANT;
    case 'instant or null':
      return value === null || is('instant', value);
    case 'word':
      return typeof value === 'string' && /^\w{1,20}$/.test(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'uuid':
      return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
  }
}

/** The last one that JavaScript knows. */
const LAST_INSTANT = 8.64e15;

const wrong = () =>
  new Problem(400, 'invalid-request', {
    fields: [{ field: 'cursor', message: 'must be the `next` of the page before' }],
  });
