/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. Rules compare and store these; zones belong to calendars. */
export type Instant = number;

/** A length of time in seconds. Of *open* time where a business calendar is involved, of real time otherwise. */
export type Seconds = number;

/** Time as a dependency, so that a rule about deadlines can be tried at any instant. */
export interface TimeSource {
  now(): Instant;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
