import type { CaseView, ForecastView, LegView } from '../../api/generated/types.gen';
import type { StripScale } from './strip-scale';

/** A leg as the strip draws it. Instants in milliseconds. */
export interface StripLeg {
  readonly leg: LegView;
  readonly number: string;
  readonly from: number;
  readonly to: number;
  /** Until here it is fact; behind it, forecast. */
  readonly factUntil: number;
  /** When its own target is, or was, due. */
  readonly dueAt: number | null;
  readonly isLate: boolean;
}

/** Where a leg is drawn, in pixels. */
export interface StripBar extends StripLeg {
  readonly x: number;
  readonly width: number;
  /** The row within its lane: bars do not cover each other. */
  readonly row: number;
}

/** A bar with the place of its name: beside it where it is too short for it and there is more room. */
export interface NamedBar extends StripBar {
  readonly beside: { readonly x: number; readonly room: number; readonly isBefore: boolean } | null;
}

export interface StripLane {
  readonly departmentId: string;
  readonly bars: readonly NamedBar[];
  readonly rows: number;
}

/** The legs of the relay as the strip draws them; what was left out has no bar. */
export const stripLegs = (record: CaseView, forecast: ForecastView | undefined, now: number): readonly StripLeg[] =>
  record.legs
    .filter((leg) => !leftOut(leg))
    .map((leg) => ({ ...timesOf(record, leg, forecast, now), number: numberOf(record, leg) }));

/** Legs are numbered as they come; one that is run again keeps its number: `4`, `4↩2`. What was left out has none. */
export function numberOf({ legs }: CaseView, leg: LegView): string {
  const first = firstVisit(legs, leg);
  const place = legs.filter((one) => one.revisits === null && !leftOut(one)).indexOf(first) + 1;
  return place === 0 ? '' : `${place}${leg.visitNo > 1 ? `↩${leg.visitNo}` : ''}`;
}

function firstVisit(legs: readonly LegView[], leg: LegView): LegView {
  const before = legs.find(({ id }) => id === leg.revisits);
  return before ? firstVisit(legs, before) : leg;
}

/** Lanes in the order in which the relay reaches the departments. */
export function stripLanes(legs: readonly StripLeg[], scale: StripScale): readonly StripLane[] {
  const lanes = new Map<string, StripBar[]>();
  for (const one of legs) {
    const lane = lanes.get(one.leg.departmentId) ?? [];
    const width = Math.max(scale.x(one.to) - scale.x(one.from), SHORTEST_BAR);
    const x = Math.min(scale.x(one.from), scale.width - width);
    lanes.set(one.leg.departmentId, [...lane, { ...one, x, width, row: firstFreeRow(lane, x, width) }]);
  }
  return [...lanes].map(([departmentId, bars]) => ({
    departmentId,
    bars: withNames(bars, scale.width),
    rows: Math.max(...bars.map(({ row }) => row)) + 1,
  }));
}

/** Room for a leg's number. */
const SHORTEST_BAR = 34;

/** Less is not worth a name beside the bar. */
const LEAST_ROOM = 56;
const GAP = 7;
/** About the width of one. */
const LETTER = 7;

/** Names stand in their bar, else behind it, else before it; none in the way of another one or of a bar. */
function withNames(bars: readonly StripBar[], end: number): readonly NamedBar[] {
  const named = new Map<StripBar, NamedBar>();
  const freeFrom = new Map<number, number>();
  for (const bar of [...bars].sort((one, other) => one.x - other.x)) {
    const next = bars.filter(({ row, x }) => row === bar.row && x > bar.x).map(({ x }) => x);
    const behind = bar.x + bar.width + GAP;
    const roomBehind = Math.min(end, ...next) - GAP - behind;
    const before = freeFrom.get(bar.row) ?? 0;
    const roomBefore = bar.x - GAP - before;
    const isShort = 26 + (bar.number.length + bar.leg.name.length) * LETTER > bar.width;
    const least = Math.max(LEAST_ROOM, bar.width - 20);
    const isBefore = roomBehind < least && roomBefore >= least;
    const hasRoom = isShort && (roomBehind >= least || isBefore);
    const place = isBefore ? { x: bar.x - GAP, room: roomBefore } : { x: behind, room: roomBehind };
    named.set(bar, { ...bar, beside: hasRoom ? { ...place, isBefore } : null });
    // Where a name stands behind its bar, the next one has to look elsewhere.
    const taken = Math.min(bar.leg.name.length * LETTER, roomBehind);
    freeFrom.set(bar.row, hasRoom && !isBefore ? behind + taken + GAP : behind);
  }
  return bars.map((bar) => named.get(bar)!);
}

export const leftOut = ({ status, acceptedAt }: LegView): boolean =>
  status === 'skipped' || (status === 'cancelled' && acceptedAt === null);

function timesOf(record: CaseView, leg: LegView, forecast: ForecastView | undefined, now: number) {
  const expected = forecast?.legs.find(({ legId }) => legId === leg.id);
  const clock = record.clocks.findLast(({ kind, subject }) => kind === 'leg-ola' && subject.id === leg.id);
  const dueAt = clock?.dueAt ? Date.parse(clock.dueAt) : null;
  const isLate = clock?.breachedAt != null;
  const started = leg.acceptedAt ?? leg.offeredAt;
  const from = Date.parse(started ?? expected?.startsAt ?? leg.expectedAt ?? record.openedAt);
  const isEnded = leg.endedAt !== null && leg.status !== 'handing-over';
  const end = isEnded ? leg.endedAt! : (expected?.endsAt ?? leg.etaAt ?? null);
  const to = Math.max(end === null ? from + leg.olaSeconds * 1000 : Date.parse(end), from);
  return {
    leg,
    from,
    to: isEnded ? to : Math.max(to, started === null ? to : now),
    factUntil: isEnded ? to : started === null ? from : Math.max(now, from),
    // What came to its end in time is due no more.
    dueAt: isEnded && !isLate ? null : dueAt,
    isLate,
  };
}

function firstFreeRow(lane: readonly StripBar[], x: number, width: number): number {
  const covers = (other: StripBar) => other.x < x + width && x < other.x + other.width;
  for (let row = 0; ; row += 1) {
    if (!lane.some((other) => other.row === row && covers(other))) return row;
  }
}
