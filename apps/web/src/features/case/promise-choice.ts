import type { PromiseDueRequest } from '../../api/generated';
import { dateIn } from '../../ui/zone';
import { fromLocalInput } from '../../ui/zoned-time';

/** How one says it on the phone: “within the hour”, “this evening”, “tomorrow by noon” … */
export const promiseChoices = ['none', 'hour', 'evening', 'tomorrow-noon', 'tomorrow', 'day', 'minute'] as const;
export type PromiseChoice = (typeof promiseChoices)[number];

export interface PromiseInput {
  readonly choice: PromiseChoice;
  /** With `day`: YYYY-MM-DD, the customer's. */
  readonly day: string;
  /** With `minute`: a wall time in the zone of whoever types it. */
  readonly minute: string;
}

/** When such a promise is due; dates are the customer's (`zone`). Null when nothing is promised. */
export function dueOf({ choice, day, minute }: PromiseInput, zone: string, now: number): PromiseDueRequest | null {
  const tomorrow = dateIn(zone, now + DAY);
  switch (choice) {
    case 'none':
      return null;
    case 'hour':
      return { precision: 'minute', at: new Date(now + HOUR).toISOString() };
    case 'evening':
      return { precision: 'part-of-day', date: dateIn(zone, now), part: 'evening' };
    case 'tomorrow-noon':
      return { precision: 'part-of-day', date: tomorrow, part: 'noon' };
    case 'tomorrow':
      return { precision: 'day', date: tomorrow };
    case 'day':
      return { precision: 'day', date: day };
    case 'minute':
      return { precision: 'minute', at: new Date(fromLocalInput(minute)!).toISOString() };
  }
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
