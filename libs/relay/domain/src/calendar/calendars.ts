import type { Instant } from '@baton/kernel';
import type { BusinessCalendar } from './business-calendar.js';
import { type CompiledCalendar, compileCalendar } from './compile-calendar.js';
import { wallTime } from './wall-time.js';

/** A calendar as a clock sees it: which version, and open time to compute with. Wall time has no version. */
export interface CalendarInForce {
  readonly version: number | null;
  readonly calendar: CompiledCalendar;
}

/** All versions of the calendars at hand; each is compiled once, when first used. A `null` id means wall time. */
export interface Calendars {
  has(id: string): boolean;
  /** That very version, as a past segment of a clock names it (clock rules 8, 29). */
  of(id: string | null, version: number | null): CompiledCalendar;
  /** The version in force at an instant; before the first one takes effect, the first. */
  inForce(id: string | null, at: Instant): CalendarInForce;
}

/** Makes calendars ready to look up. An id or version that is not among them is a bug and throws. */
export function createCalendars(calendars: readonly BusinessCalendar[]): Calendars {
  const versionsById = new Map<string, Version[]>();
  for (const calendar of calendars) {
    const versions = versionsById.get(calendar.id) ?? [];
    const { version, effectiveFrom } = calendar;
    versions.push({ version, effectiveFrom, calendar: compileCalendar(calendar) });
    versionsById.set(calendar.id, versions);
  }
  for (const versions of versionsById.values())
    versions.sort((a, b) => a.effectiveFrom - b.effectiveFrom || a.version - b.version);

  const versionsOf = (id: string) => {
    const versions = versionsById.get(id);
    if (versions === undefined) throw new Error(`there is no calendar ${id}`);
    return versions;
  };

  return {
    has: (id) => versionsById.has(id),
    of(id, version) {
      if (id === null) return wallTime;
      const found = versionsOf(id).find((candidate) => candidate.version === version);
      if (found === undefined) throw new Error(`calendar ${id} has no version ${version}`);
      return found.calendar;
    },
    inForce(id, at) {
      if (id === null) return { version: null, calendar: wallTime };
      const versions = versionsOf(id);
      return versions.findLast(({ effectiveFrom }) => effectiveFrom <= at) ?? versions[0]!;
    },
  };
}

interface Version extends CalendarInForce {
  readonly version: number;
  readonly effectiveFrom: Instant;
}
