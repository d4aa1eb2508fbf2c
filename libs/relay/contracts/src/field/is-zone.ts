import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A time zone that exists, by its IANA name. */
export const IsZone = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isZone',
      validator: {
        validate: isZone,
        defaultMessage: () => '$property must be a time zone by its IANA name, such as Europe/Berlin',
      },
    },
    options,
  );

function isZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z]\w*([/_+-]\w+)*$/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined;
  } catch {
    return false; // That is how Intl says that there is no such zone.
  }
}
