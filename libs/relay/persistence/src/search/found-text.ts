import type { ScreenReader } from '../database/reading.js';
import { type Mark, marksIn, snippetOf } from './snippet.js';
import { anyOf } from './words.js';

export type FoundIn = 'subject' | 'requester' | 'description' | 'note' | 'contact' | 'customer' | 'history';

/** A piece of a case's text, and where the words stand in it. */
export interface FoundText {
  readonly in: FoundIn;
  readonly text: string;
  readonly marks: readonly Mark[];
}

type Text = Pick<FoundText, 'in' | 'text'>;

/** A text, with all places where words stand in it. */
type Marked = Text & { readonly marks: ReturnType<typeof marksIn> };

/** The text with the most of the words, of equals the first. Without any of them (a telephone number, say) the first. */
export function fullestOf(texts: readonly Text[], words: readonly string[]): Marked {
  const marked = (text: Text): Marked => ({ ...text, marks: marksIn(text.text, words) });
  let best = marked(texts[0]!);
  for (const text of texts.slice(1)) {
    if (hasAll(best, words)) break; // No other has more.
    const next = marked(text);
    if (different(next) > different(best)) best = next;
  }
  return best;
}

export const hasAll = (text: Marked, words: readonly string[]): boolean => different(text) === new Set(words).size;

const different = ({ marks }: Marked): number => new Set(marks.map(({ word }) => word)).size;

/** As it is shown. */
export const foundIn = ({ in: place, text, marks }: Marked): FoundText => ({ in: place, ...snippetOf(text, marks) });

/** The latest thing that people wrote with one of the words, for each of these cases. */
export async function readSaid(
  client: ScreenReader,
  ids: readonly string[],
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly Text[]>> {
  const { rows } = await client.query<{ id: string; type: string; text: string }>({
    name: 'search-said',
    text: `SELECT id, said.type, said.text FROM unnest($1::uuid[]) AS id
      CROSS JOIN LATERAL (
        SELECT type, text FROM case_event, said_in(type, facts) AS text
        WHERE case_id = id AND text <> '' AND to_tsvector('simple', folded(text)) @@ to_tsquery('simple', $2)
        ORDER BY seq DESC LIMIT 1) said`,
    values: [ids, anyOf(words)],
  });
  return new Map(rows.map(({ id, type, text }) => [id, [{ in: placeOf(type), text }]]));
}

function placeOf(type: string): FoundIn {
  if (type === 'note.added') return 'note';
  if (type === 'contact.logged') return 'contact';
  return type.startsWith('customer.') ? 'customer' : 'history';
}
