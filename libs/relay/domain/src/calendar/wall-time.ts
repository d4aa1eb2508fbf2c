import { SECOND } from '@baton/kernel';
import type { CompiledCalendar } from './compile-calendar.js';

/** The calendar that never closes and knows no zone, for clocks that count real time. */
export const wallTime: CompiledCalendar = {
  add: (start, seconds) => start + Math.round(seconds * SECOND),
  between: (a, b) => (b - a) / SECOND,
  isOpen: () => true,
  nextOpen: (at) => at,
  windows: (from, to) => (from < to ? [{ open: from, close: to }] : []),
};
