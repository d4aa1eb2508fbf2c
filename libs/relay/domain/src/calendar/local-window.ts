import { DAY, HOUR, MINUTE } from '@baton/kernel';
import type { Window } from './business-calendar.js';

/** A window as milliseconds of wall time after its date's midnight; `to` is up to 24 h after `from`. */
export interface LocalWindow {
  readonly from: number;
  readonly to: number;
}

/** Reads a window; undefined when it is malformed. */
export function localWindow(window: Window): LocalWindow | undefined {
  const from = timeOfDay(window.from);
  const to = timeOfDay(window.to);
  if (from === undefined || to === undefined || from === DAY) return undefined;
  return { from, to: to <= from ? to + DAY : to }; // clock rule 1: end <= start means the next day
}

function timeOfDay(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const time = Number(match[1]) * HOUR + Number(match[2]) * MINUTE;
  return Number(match[2]) < 60 && time <= DAY ? time : undefined;
}
