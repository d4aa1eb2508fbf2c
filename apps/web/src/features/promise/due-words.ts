import type { TFunction } from 'i18next';

import type { PromiseView } from '../../api/generated/types.gen';
import { wallTime } from '../../ui/time';
import { formatIn, offsetAt, readersZone } from '../../ui/zone';

type Due = Pick<PromiseView, 'precision' | 'dueAt' | 'zone'>;

/**
 * Until when, as precisely as it was said: a day is called by its date, though it is due at the midnight after; a part of a day
 * by its part. Both are the customer's (P1); where the reader's clock shows another time, that follows.
 */
export function dueWords({ precision, dueAt, zone }: Due, t: TFunction, language: string): string {
  const at = Date.parse(dueAt);
  const here = wallTime(dueAt, language);
  const isElsewhere = offsetAt(zone, at) !== offsetAt(readersZone(), at);
  const date = formatIn(zone, language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
    precision === 'day' ? at - 1 : at,
  );
  switch (precision) {
    case 'minute': {
      const there = formatIn(zone, language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
      return isElsewhere ? `${here}; ${t('promise.there', { at: there, zone })}` : here;
    }
    case 'day':
      return isElsewhere ? `${date}; ${t('promise.here', { at: here })}` : date;
    case 'part-of-day': {
      const hour = Number(formatIn(zone, 'en-US', { hour: 'numeric', hourCycle: 'h23' }).format(at));
      const part = t(hour < 15 ? 'promise.noon' : 'promise.evening', { date });
      return isElsewhere ? `${part}; ${t('promise.here', { at: here })}` : part;
    }
  }
}
