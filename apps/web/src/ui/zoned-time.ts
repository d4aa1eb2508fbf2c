import { offsetAt, readersZone } from './zone';

/** The instant at which a wall clock in a zone shows this date; during a gap, what it would show without it. */
export const zonedInstant = (zone: string, year: number, month: number, day: number): number =>
  instantOf(zone, Date.UTC(year, month - 1, day));

/** The instant of a wall time, which is given as if it were UTC. */
function instantOf(zone: string, wall: number): number {
  // The offset is looked up twice: the first guess may lie on the other side of a clock change.
  const guess = wall - offsetAt(zone, wall);
  return wall - offsetAt(zone, guess);
}

/** A moment for an `<input type="datetime-local">`, in the reader's own zone. */
export function localInput(at: number): string {
  return new Date(at + offsetAt(readersZone(), at)).toISOString().slice(0, 16);
}

/** The other way; null while it is not a moment. */
export function fromLocalInput(text: string): number | null {
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? null : instantOf(readersZone(), wall);
}

/** Every time zone that the browser knows. */
export const zones: readonly string[] = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
