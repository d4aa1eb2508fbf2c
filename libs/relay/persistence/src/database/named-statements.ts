import { createHash } from 'node:crypto';

/** A connection keeps the plan of what has a name until it ends. */
const MOST = 64;

const names = new Map<string, string>();

/** A name by which each connection plans a statement once, not whenever it is asked; none when there are many of them already. */
export function nameFor(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MOST) {
    name = createHash('md5').update(text).digest('base64');
    names.set(text, name);
  }
  return name;
}
