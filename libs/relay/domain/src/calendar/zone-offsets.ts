import { DAY, type Instant } from '@baton/kernel';
import { Temporal } from 'temporal-polyfill';

/** Wall time of one zone to instants, over a stretch of time. Wall time is written as the instant it would be in UTC. */
export interface ZoneOffsets {
  /** First occurrence of a wall time; a time inside a DST gap moves forward by the gap (clock rule 4). */
  first(wall: number): Instant;
  /** Second occurrence when the clocks go back over it, else as `first` (clock rule 4). */
  last(wall: number): Instant;
}

interface OffsetPeriod {
  readonly from: Instant;
  readonly to: Instant;
  readonly offset: number;
}

/** Reads the zone's offset changes once, so that each conversion is a subtraction. */
export function zoneOffsets(zone: string, from: Instant, to: Instant): ZoneOffsets {
  const periods = offsetPeriods(zone, from, to);
  return {
    first: (wall) => occurrences(periods, wall)[0]!,
    last: (wall) => occurrences(periods, wall).at(-1)!,
  };
}

/** Whether this is an IANA zone the machine knows (and not a bare offset). */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function occurrences(periods: readonly OffsetPeriod[], wall: number): readonly Instant[] {
  const found: Instant[] = [];
  for (const [index, { from, to, offset }] of periods.entries()) {
    const at = wall - offset;
    if (from > wall + DAY) break; // no offset is as long as a day
    if (at >= to) {
      const next = periods[index + 1];
      // In the gap: this period's clocks ended before the wall time, the next period's started after it.
      if (next !== undefined && wall - next.offset < next.from) found.push(at);
    } else if (at >= from) found.push(at);
  }
  if (found.length === 0) throw new RangeError('wall time outside the stretch that was read');
  return found;
}

function offsetPeriods(zone: string, start: Instant, end: Instant): readonly OffsetPeriod[] {
  const periods: OffsetPeriod[] = [];
  let at: Temporal.ZonedDateTime = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
  let from = start;
  while (from < end) {
    const change = at.getTimeZoneTransition('next');
    const to = change === null ? end : Math.min(end, change.epochMilliseconds);
    periods.push({ from, to, offset: at.offsetNanoseconds / 1e6 });
    if (change === null) break;
    at = change;
    from = change.epochMilliseconds;
  }
  return periods;
}
