import { ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * Text that people wrote, of 1 to `max` characters, kept as it is (marks for right-to-left scripts included). Refuses what
 * PostgreSQL cannot store or nobody could read back: null bytes and halves of surrogate pairs.
 */
export const IsPlainText = (max: number, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isPlainText',
      constraints: [max],
      validator: {
        validate: (value) => isPlain(value) && value.trim() !== '' && value.length <= max,
        defaultMessage: () =>
          `$property must be text of 1 to ${max} characters without null bytes or broken characters`,
      },
    },
    options,
  );

/** A note to go with something: such text, or none at all. */
export const IsNote = (max: number, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isNote',
      constraints: [max],
      validator: {
        validate: (value) => isPlain(value) && value.length <= max,
        defaultMessage: () =>
          `$property must be text of at most ${max} characters without null bytes or broken characters`,
      },
    },
    options,
  );

/** A single line of such text: a name, a subject, a code. */
export const IsPlainLine = (max: number, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isPlainLine',
      constraints: [max],
      validator: {
        validate: (value) => isPlain(value) && value.trim() !== '' && value.length <= max && !CONTROL.test(value),
        defaultMessage: () => `$property must be one line of 1 to ${max} characters without control characters`,
      },
    },
    options,
  );

/** Named pieces of text, such as the entry package of a leg: keys are short, values may be empty. */
export const IsTextMap = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isTextMap',
      constraints: [MAX_ENTRIES, MAX_VALUE],
      validator: {
        validate: isTextMap,
        defaultMessage: () =>
          `$property must be an object of at most ${MAX_ENTRIES} texts, each of at most ${MAX_VALUE} characters without null bytes or broken characters`,
      },
    },
    options,
  );

const MAX_ENTRIES = 100;
const MAX_KEY = 100;
const MAX_VALUE = 10_000;
const LONE_SURROGATE = /\p{Surrogate}/u;
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;

const isPlain = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\u0000') && !LONE_SURROGATE.test(value);

function isTextMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MAX_ENTRIES &&
    entries.every(
      ([key, text]) => isPlain(key) && key !== '' && key.length <= MAX_KEY && isPlain(text) && text.length <= MAX_VALUE,
    )
  );
}
