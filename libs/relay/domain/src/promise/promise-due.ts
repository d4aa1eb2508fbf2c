import type { Instant } from '@baton/kernel';

import { endOfLocalDay, localInstant } from '../calendar/zoned-day.js';

/** When a promise is due, as precisely as it was given. Dates are the customer's (P1). */
export type PromiseDue =
  | { readonly precision: 'minute'; readonly at: Instant }
  /** Until noon (12:00) or until evening (18:00). */
  | { readonly precision: 'part-of-day'; readonly date: string; readonly part: 'noon' | 'evening' }
  | { readonly precision: 'day'; readonly date: string };

/** The last instant at which the promise is kept, in the customer's zone; null when there is no such date or zone (P1). */
export function promisedInstant(due: PromiseDue, zone: string): Instant | null {
  switch (due.precision) {
    case 'minute':
      return due.at;
    case 'part-of-day':
      return localInstant(due.date, due.part === 'noon' ? 12 : 18, zone);
    case 'day':
      return endOfLocalDay(due.date, zone);
  }
}
