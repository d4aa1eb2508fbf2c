/** HTML that is safe to send: text put into it was escaped on the way. */
export interface Markup {
  readonly html: string;
}

/** ``markup`<p>${text}</p>` `` escapes the text; markup and lists of markup go in as they are, nothing leaves nothing. */
export const markup = (parts: TemplateStringsArray, ...values: readonly unknown[]): Markup =>
  safe(parts.reduce((made, part, index) => made + written(values[index - 1]) + part));

/** What is HTML already, of our own writing. */
export const safe = (html: string): Markup => new SafeMarkup(html);

/** A class, so that nothing that came from outside can pass for it. */
class SafeMarkup implements Markup {
  constructor(readonly html: string) {}
}

function written(value: unknown): string {
  if (value instanceof SafeMarkup) return value.html;
  if (Array.isArray(value)) return value.map(written).join('');
  return value === null || value === undefined || value === false ? '' : escaped(String(value));
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
