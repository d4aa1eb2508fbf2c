import { type Instant, MINUTE } from '@baton/kernel';
import { Temporal } from 'temporal-polyfill';

/** Reads one time as a log writes it; undefined when it is none. */
export type DateParser = (text: string) => Instant | undefined;

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};

/** A reader for times such as `D/M/YYYY HH:mm` in a zone, or for ISO 8601; undefined when the format names no date. */
export function dateParser(format: string, zone: string): DateParser | undefined {
  if (format === 'ISO') return isoInstant;
  const pattern = format.replace(/YYYY|MM|M|DD|D|HH|H|mm|ss|[^A-Za-z\d\s]/g, (token) => tokens[token] ?? `\\${token}`);
  const expression = new RegExp(`^${pattern}$`);
  if (!['year', 'month', 'day'].every((part) => pattern.includes(`(?<${part}>`))) return undefined;
  const offset = zoneOffset(zone);
  return (text) => {
    const groups = expression.exec(text)?.groups;
    if (!groups) return undefined;
    const { year, month, day, hour = '0', minute = '0', second = '0' } = groups;
    const [y, m, d, h, min, s] = [year, month, day, hour, minute, second].map(Number) as Six;
    const utc = Date.UTC(y, m - 1, d, h, min, s);
    const shown = new Date(utc);
    // 31/2 and 24:61 roll over into another date or hour: they are no times.
    if (shown.getUTCDate() !== d || shown.getUTCMonth() !== m - 1 || shown.getUTCHours() !== h) return undefined;
    if (shown.getUTCMinutes() !== min || shown.getUTCSeconds() !== s) return undefined;
    return utc - offset(utc);
  };
}

/** Zone offsets by quarter of an hour of wall time, since no zone changes its clocks in between and a log has few of them. */
function zoneOffset(zone: string): (wall: number) => number {
  if (zone === 'UTC') return () => 0;
  const known = new Map<number, number>();
  return (wall) => {
    const quarter = wall - (wall % (15 * MINUTE));
    let offset = known.get(quarter);
    if (offset === undefined) {
      const shown = Temporal.PlainDateTime.from(new Date(quarter).toISOString().slice(0, -1));
      offset = quarter - shown.toZonedDateTime(zone).epochMilliseconds;
      known.set(quarter, offset);
    }
    return offset;
  };
}

type Six = [number, number, number, number, number, number];

function isoInstant(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  // Without an offset the time is UTC, whatever zone this machine is in.
  const at = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) || text.length === 10 ? text : `${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? undefined : at;
}
