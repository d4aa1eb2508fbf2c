import type { OversightSearch } from './oversight-search';

/** Twelve weeks, when nothing else is asked for. */
const USUAL_DAYS = 84;

export interface Period {
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
  /** The same as the service wants it: [from, to). */
  readonly query: { readonly from: string; readonly to: string };
}

/** The period in the address, or the usual one up to today. */
export function periodOf({ from, to }: OversightSearch, today = new Date()): Period {
  const last = to ?? localDate(today);
  const first = from ?? localDate(shifted(last, -USUAL_DAYS + 1));
  return {
    from: first,
    to: last,
    query: { from: shifted(first, 0).toISOString(), to: shifted(last, 1).toISOString() },
  };
}

/** The period of so many days that ends on the day of this instant. */
export function periodEndingAt(instant: string, days: number): { readonly from: string; readonly to: string } {
  const to = localDate(new Date(instant));
  return { from: localDate(shifted(to, -days + 1)), to };
}

/** Midnight, here, so many days after a local date. */
function shifted(date: string, days: number): Date {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + days);
}

const localDate = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
