import type { PromiseDueRequest } from '@baton/contracts';
import type { PromiseDue } from '@baton/domain';

/** A request's due date, which was validated: each precision comes with what it needs. */
export function promiseDue({ precision, at, date, part }: PromiseDueRequest): PromiseDue {
  switch (precision) {
    case 'minute':
      return { precision, at: Date.parse(at!) };
    case 'part-of-day':
      return { precision, date: date!, part: part! };
    case 'day':
      return { precision, date: date! };
  }
}
