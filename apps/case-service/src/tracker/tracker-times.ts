import { HOUR, type Instant, MINUTE } from '@baton/kernel';
import type { Span, TrackerPromise } from './tracker-view.js';

/** Moments as the customer reads them: in their zone, in their language, no more exact than what is known. */
export class TrackerTimes {
  readonly zone: string;

  constructor(
    private readonly locale: string,
    zone: string,
    private readonly now: Instant,
  ) {
    this.zone = isZone(zone) ? zone : 'UTC';
  }

  moment(at: Instant): string {
    return this.format(at, this.zone, CLOCK);
  }

  day(at: Instant): string {
    return this.format(at, this.zone, {});
  }

  /** Within the next day and a half by the quarter of an hour, later by days. */
  span({ from, to }: Span): string {
    const isNear = to - this.now < 36 * HOUR;
    const early = Math.floor(from / QUARTER) * QUARTER;
    const late = Math.ceil(to / QUARTER) * QUARTER;
    return new Intl.DateTimeFormat(this.locale, this.options(to, this.zone, isNear ? CLOCK : {})).formatRange(
      isNear ? Math.max(early, Math.floor(this.now / QUARTER) * QUARTER) : from,
      isNear ? late : to,
    );
  }

  /** A promise was made in a zone of its own: its date must read as it was said. */
  due({ dueAt, precision, zone: said }: TrackerPromise): string {
    const zone = isZone(said) ? said : this.zone;
    // A day ends with the midnight after it, which bears the next day's date.
    const text = precision === 'day' ? this.format(dueAt - 1, zone, {}) : this.format(dueAt, zone, CLOCK);
    return zone === this.zone ? text : `${text} (${readable(zone)})`;
  }

  /** The zone's name for people, such as "Central European Time". */
  get zoneName(): string {
    const parts = new Intl.DateTimeFormat(this.locale, { timeZone: this.zone, timeZoneName: 'long' }).formatToParts(
      this.now,
    );
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
    return name ? `${readable(this.zone)} (${name})` : readable(this.zone);
  }

  private format(at: Instant, zone: string, detail: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, this.options(at, zone, detail)).format(at);
  }

  private options(at: Instant, timeZone: string, detail: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions {
    const isThisYear = new Date(at).getUTCFullYear() === new Date(this.now).getUTCFullYear();
    const year = isThisYear ? {} : ({ year: 'numeric' } as const);
    return { timeZone, weekday: 'short', day: 'numeric', month: 'long', ...year, ...detail };
  }
}

const QUARTER = 15 * MINUTE;
const CLOCK: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

const readable = (zone: string) => zone.replaceAll('_', ' ');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false; // That is how Intl says that there is no such zone.
  }
}
