import { Transform } from 'class-transformer';

/** Turns the text of an environment variable into a number; anything else stays text, for `@IsInt()` to refuse. */
export const AsInteger = () =>
  Transform(({ value }) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value));

/** Turns true/false, yes/no, on/off, 1/0 into a boolean; anything else stays text, for `@IsBoolean()` to refuse. */
export const AsFlag = () => Transform(({ value }) => flags.get(String(value).toLowerCase()) ?? value);

/** Turns a text with commas into the list of what stands between them. */
export const AsList = () =>
  Transform(({ value }) => (typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value));

const flags = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
]);
