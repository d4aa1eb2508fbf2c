import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isInstant } from './is-instant.js';

/** A moment of a list that is looked at again and again: an instant, or how far from now: `-7d` is a week ago, `2h` in two hours. */
export const IsMoment = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isMoment',
      validator: {
        validate: (value) => typeof value === 'string' && (DISTANCE.test(value) || isInstant(value)),
        defaultMessage: () =>
          '$property must be a date and time with an offset, such as 2026-11-23T09:00:00+01:00, or a distance from now in hours or days, such as -7d or 2h',
      },
    },
    options,
  );

/** Which instant a checked moment is now. */
export function instantOf(moment: string, now: number): number {
  const [, count, unit] = DISTANCE.exec(moment) ?? [];
  return unit === undefined ? Date.parse(moment) : now + Number(count) * (unit === 'd' ? DAY : HOUR);
}

const DISTANCE = /^(-?\d{1,3})([dh])$/;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
