import type { IsoInstant } from '@baton/contracts';
import { type Field, fieldsOf, type Shape } from './fields.js';

/** What a request asks for, in the words of the rules: instants are milliseconds, what was left out is null. */
export type Asked<Request> = {
  readonly [Key in keyof Request]-?: undefined extends Request[Key]
    ? Inner<Exclude<Request[Key], undefined | null>> | null
    : Inner<Request[Key]>;
};

type Inner<Value> = Value extends IsoInstant
  ? number
  : Value extends readonly (infer Element)[]
    ? readonly Inner<Element>[]
    : Value extends object
      ? Asked<Value>
      : Value;

/** Reads a request that was validated. */
export function asCommand<Request extends object>(request: Request): Asked<Request> {
  return read(request.constructor as Shape, request) as Asked<Request>;
}

function read(shape: Shape, request: object): object {
  const fields = fieldsOf(shape).map((field) => {
    const value = (request as Record<string, unknown>)[field.name] ?? null;
    return [field.name, value === null ? null : valueOf(field, value)] as const;
  });
  return Object.fromEntries(fields);
}

function valueOf({ isInstant, shape }: Field, value: unknown): unknown {
  if (isInstant) return Date.parse(value as string);
  if (shape === undefined) return value;
  return Array.isArray(value) ? value.map((one: object) => read(shape, one)) : read(shape, value as object);
}
