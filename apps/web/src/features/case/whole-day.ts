import { dateIn, readersZone } from '../../ui/zone';
import { zonedInstant } from '../../ui/zoned-time';

/** The reader's day that a moment falls on, as a date field wants it; empty for what is no fixed moment. */
export function dayOf(moment: string | undefined): string {
  const at = Date.parse(moment ?? '');
  return Number.isNaN(at) ? '' : dateIn(readersZone(), at);
}

/** When the reader's day begins. */
export const startOfDay = (date: string): string | undefined => instantOf(date, 0);

/** The last millisecond of the reader's day. */
export function endOfDay(date: string): string | undefined {
  const next = instantOf(date, 1);
  return next && new Date(Date.parse(next) - 1).toISOString();
}

function instantOf(date: string, daysLater: number): string | undefined {
  const [year, month, day] = date.split('-').map(Number);
  // While one is still typing the year.
  if (year === undefined || month === undefined || day === undefined || year < 1990 || year > 2100) return undefined;
  return new Date(zonedInstant(readersZone(), year, month, day + daysLater)).toISOString();
}
