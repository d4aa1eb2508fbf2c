import { DAY, SECOND, type Instant, type Seconds } from '@baton/kernel';
import type { BusinessCalendar } from './business-calendar.js';
import { newYear } from './civil-date.js';
import { type OpenWindow, mergeWindows, openWindows } from './open-windows.js';

/** A calendar made ready to compute with: each call is a binary search over its open windows. Instants lie in 1990–2150. */
export interface CompiledCalendar {
  /** The earliest instant with so many open seconds since `start`; zero seconds give the next open instant. */
  add(start: Instant, seconds: Seconds): Instant;
  /** Open seconds from `a` to `b`; negative when `b` is earlier. */
  between(a: Instant, b: Instant): Seconds;
  isOpen(at: Instant): boolean;
  /** `at` itself while open, else the next opening. */
  nextOpen(at: Instant): Instant;
  /** The open windows inside [from, to), cut to it. */
  windows(from: Instant, to: Instant): readonly OpenWindow[];
}

/** Compiles a checked calendar. Windows are computed for the years that are asked for, when they are asked for. */
export function compileCalendar(calendar: BusinessCalendar): CompiledCalendar {
  return new WindowTable(calendar);
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2150;
const EARLIEST = newYear(FIRST_YEAR) * DAY;
const LATEST = newYear(LAST_YEAR + 1) * DAY;

/** A window may begin on the eve of a year and, with the zone's offset, reach two days into it. */
const SEAM = 2 * DAY;

class WindowTable implements CompiledCalendar {
  private opens = new Float64Array();
  private closes = new Float64Array();
  /** Open milliseconds before each window. */
  private before = new Float64Array();
  private windowList: OpenWindow[] = [];
  private fromYear = 0;
  private toYear = 0;

  constructor(private readonly calendar: BusinessCalendar) {}

  add(start: Instant, seconds: Seconds): Instant {
    if (!(seconds >= 0)) throw new RangeError(`cannot add ${seconds} s of open time`);
    if (seconds === 0) return this.nextOpen(start);
    this.cover(start);
    const length = Math.round(seconds * SECOND);
    for (;;) {
      const target = this.openBefore(start) + length;
      const index = lastBelow(this.before, target);
      if (index >= 0) {
        const end = this.opens[index]! + target - this.before[index]!;
        if (end <= this.closes[index]! && end <= this.coveredTo) return end;
      }
      this.growForward();
    }
  }

  between(a: Instant, b: Instant): Seconds {
    this.cover(a);
    this.cover(b);
    return (this.openBefore(b) - this.openBefore(a)) / SECOND;
  }

  isOpen(at: Instant): boolean {
    return this.nextOpen(at) === at;
  }

  nextOpen(at: Instant): Instant {
    this.cover(at);
    for (;;) {
      const index = lastAtMost(this.closes, at) + 1;
      if (index < this.opens.length) {
        const open = Math.max(at, this.opens[index]!);
        if (open <= this.coveredTo) return open;
      }
      this.growForward();
    }
  }

  windows(from: Instant, to: Instant): readonly OpenWindow[] {
    this.cover(from);
    this.cover(to);
    const found: OpenWindow[] = [];
    if (from >= to) return found;
    for (let index = lastAtMost(this.closes, from) + 1; index < this.opens.length; index++) {
      if (this.opens[index]! >= to) break;
      found.push({ open: Math.max(from, this.opens[index]!), close: Math.min(to, this.closes[index]!) });
    }
    return found;
  }

  private openBefore(at: Instant): number {
    const index = lastAtMost(this.opens, at);
    return index < 0 ? 0 : this.before[index]! + Math.min(at, this.closes[index]!) - this.opens[index]!;
  }

  private get coveredFrom(): Instant {
    return newYear(this.fromYear) * DAY + SEAM;
  }

  private get coveredTo(): Instant {
    return newYear(this.toYear) * DAY - SEAM;
  }

  private cover(at: Instant): void {
    if (this.toYear !== 0 && at >= this.coveredFrom && at <= this.coveredTo) return;
    if (!(at >= EARLIEST && at < LATEST)) throw new RangeError(`${at} is outside the years ${FIRST_YEAR}–${LAST_YEAR}`);
    const year = new Date(at).getUTCFullYear();
    if (this.toYear === 0) {
      this.fromYear = year;
      this.toYear = year;
    }
    this.extend(Math.min(this.fromYear, year - 1), Math.max(this.toYear, year + 2));
  }

  /** Doubles the years ahead, so that a far target costs little; the walk ends at a date (clock rule 7). */
  private growForward(): void {
    if (this.coveredTo >= LATEST)
      throw new RangeError(`calendar ${this.calendar.id} has too little open time before ${LAST_YEAR + 1}`);
    this.extend(this.fromYear, Math.min(LAST_YEAR + 2, 2 * this.toYear - this.fromYear));
  }

  private extend(fromYear: number, toYear: number): void {
    this.windowList = mergeWindows([
      ...openWindows(this.calendar, fromYear, this.fromYear),
      ...this.windowList,
      ...openWindows(this.calendar, this.toYear, toYear),
    ]);
    this.fromYear = fromYear;
    this.toYear = toYear;
    this.opens = Float64Array.from(this.windowList, ({ open }) => open);
    this.closes = Float64Array.from(this.windowList, ({ close }) => close);
    this.before = new Float64Array(this.windowList.length);
    for (let index = 1; index < this.before.length; index++)
      this.before[index] = this.before[index - 1]! + this.closes[index - 1]! - this.opens[index - 1]!;
  }
}

/** Index of the last number <= x, or -1. */
function lastAtMost(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the last number < x, or -1. */
function lastBelow(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
