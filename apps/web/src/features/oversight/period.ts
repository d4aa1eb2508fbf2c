import { dateIn, readersZone } from '../../ui/zone';
import { zonedInstant } from '../../ui/zoned-time';
import type { OversightSearch } from './oversight-search';

/** Twelve weeks, when nothing else is asked for. */
const USUAL_DAYS = 84;

export interface Period {
  /** Dates in the reader's zone, both included. */
  readonly from: string;
  readonly to: string;
  /** The same as the service wants it: [from, to). */
  readonly query: { readonly from: string; readonly to: string };
}

/** The period in the address, or the usual one up to today. */
export function periodOf({ from, to }: OversightSearch, now = Date.now()): Period {
  const last = to ?? dateIn(readersZone(), now);
  const first = from ?? shifted(last, -USUAL_DAYS + 1);
  return {
    from: first,
    to: last,
    query: { from: midnight(first), to: midnight(shifted(last, 1)) },
  };
}

/** The period of so many days that ends on the day of this instant. */
export function periodEndingAt(instant: string, days: number): { readonly from: string; readonly to: string } {
  const to = dateIn(readersZone(), Date.parse(instant));
  return { from: shifted(to, -days + 1), to };
}

/** So many days after a date. */
const shifted = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** When a date begins for the reader. */
function midnight(date: string): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(zonedInstant(readersZone(), year, month, day)).toISOString();
}
