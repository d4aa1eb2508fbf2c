import type { IsoInstant } from '@baton/contracts';
import { getMetadataStorage } from 'class-validator';

export type Shape = new () => object;

/** A rule on a field, as class-validator keeps it. */
export interface FieldRule {
  readonly name: string;
  readonly constraints: readonly unknown[];
  /** Of every element of a list, not of the list. */
  readonly each: boolean;
}

/** What the contract says of one field of a request or an answer. */
export interface Field {
  readonly name: string;
  readonly rules: readonly FieldRule[];
  /** Of an answer: always there, may be null. */
  readonly orNull: boolean;
  /** Of a request: may be left out, or null. */
  readonly optional: boolean;
  /** Needed only in certain combinations. */
  readonly conditional: boolean;
  readonly isInstant: boolean;
  /** The shape of what stands in it, or of the elements of its list. */
  readonly shape: Shape | undefined;
}

/** The fields that a contract class declares: the allow-list of what crosses the wire. */
export function fieldsOf(shape: Shape): readonly Field[] {
  let fields = known.get(shape);
  if (fields === undefined) known.set(shape, (fields = readFields(shape)));
  return fields;
}

/** What crosses the wire as text is a number of milliseconds within. */
export type Within<T> = T extends IsoInstant
  ? number
  : T extends readonly (infer Element)[]
    ? readonly Within<Element>[]
    : T extends object
      ? { readonly [Key in keyof T]: Within<T[Key]> }
      : T;

const known = new Map<Shape, readonly Field[]>();

function readFields(shape: Shape): readonly Field[] {
  const all = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  const names = [...new Set(all.map(({ propertyName }) => propertyName))];
  return names.map((name) => {
    const metadata = all.filter(({ propertyName }) => propertyName === name);
    const conditions = metadata.filter(({ type }) => type === 'conditionalValidation');
    const rules = metadata
      .filter(({ type }) => type !== 'conditionalValidation')
      .map((rule) => ({ name: rule.name ?? rule.type, constraints: rule.constraints ?? [], each: rule.each }));
    const orNull = conditions.some(({ context }) => context?.orNull === true);
    const optional = conditions.some((condition) => condition.name === 'isOptional');
    return {
      name,
      rules,
      orNull,
      optional,
      conditional: conditions.length > 0 && !orNull && !optional,
      isInstant: rules.some((rule) => rule.name === 'isInstant'),
      shape: metadata.find(({ context }) => context?.shape)?.context.shape() as Shape | undefined,
    };
  });
}
