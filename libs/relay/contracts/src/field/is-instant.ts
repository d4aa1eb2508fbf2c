import { ValidateBy, type ValidationOptions } from 'class-validator';

declare const instant: unique symbol;

/** A moment on the wire: ISO 8601 with an offset, such as `2026-11-23T09:00:00+01:00`. */
export type IsoInstant = string & { readonly [instant]: true };

/**
 * A real moment with its offset: a wall time without one could mean any of 38 moments. Other centuries are typing errors, and
 * beyond what calendars are computed for.
 */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: isInstant,
        defaultMessage: () =>
          `$property must be a date and time from ${FIRST_YEAR} to ${LAST_YEAR} with an offset, such as 2026-11-23T09:00:00+01:00`,
      },
    },
    options,
  );

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

export function isInstant(value: unknown): boolean {
  const [, year, month, day] = (typeof value === 'string' && ISO.exec(value)) || [];
  if (year === undefined) return false;
  // JavaScript reads 30 February as 2 March.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return (
    FIRST_YEAR <= Number(year) &&
    Number(year) <= LAST_YEAR &&
    date.getUTCMonth() + 1 === Number(month) &&
    date.getUTCDate() === Number(day)
  );
}
