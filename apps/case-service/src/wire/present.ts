import { type Field, fieldsOf, type Shape, type Within } from './fields.js';

/** Makes the answer that a contract class describes: its fields and no others, instants as text with an offset. */
export function present<View extends object>(View: new () => View, source: Within<View>): View {
  return shown(View, source as object) as View;
}

/** The same for lists. */
export const presentAll = <View extends object>(View: new () => View, sources: readonly Within<View>[]): View[] =>
  sources.map((source) => present(View, source));

function shown(shape: Shape, source: object): object {
  const answer: Record<string, unknown> = { ...blankOf(shape) };
  for (const field of fieldsOf(shape)) {
    const value = (source as Record<string, unknown>)[field.name];
    if (value !== undefined) answer[field.name] = value === null ? null : valueOf(field, value);
  }
  return answer;
}

/** An answer without values: its copy has room for all of them from the start, and does not grow field by field. */
function blankOf(shape: Shape): object {
  let blank = blanks.get(shape);
  if (blank === undefined)
    blanks.set(shape, (blank = Object.fromEntries(fieldsOf(shape).map(({ name }) => [name, undefined]))));
  return blank;
}

const blanks = new Map<Shape, object>();

function valueOf({ isInstant, shape }: Field, value: unknown): unknown {
  if (isInstant) return new Date(value as number).toISOString();
  if (shape === undefined) return value;
  return Array.isArray(value) ? value.map((one: object) => shown(shape, one)) : shown(shape, value as object);
}
