import type { Calendars } from '@baton/domain';

/** Working seconds until a date, in the calendar that counts (null for real time); negative once it has passed. */
export const openSecondsLeft = (
  calendars: Calendars,
  calendarId: string | null,
  dueAt: number | null,
  now: number,
): number | null => (dueAt === null ? null : calendars.inForce(calendarId, now).calendar.between(now, dueAt));
