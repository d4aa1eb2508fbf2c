import type { CaseView, ForecastView, LegView } from '../../api/generated/types.gen';

/** A leg as the strip draws it. Instants in milliseconds. */
export interface StripLeg {
  readonly leg: LegView;
  readonly number: number;
  readonly from: number;
  readonly to: number;
  /** Until here it is fact; behind it, forecast. */
  readonly factUntil: number;
  /** When its own target is, or was, due. */
  readonly dueAt: number | null;
  readonly isLate: boolean;
  /** The row within its lane: legs at the same time do not cover each other. */
  readonly row: number;
}

export interface StripLane {
  readonly departmentId: string;
  readonly legs: readonly StripLeg[];
  readonly rows: number;
}

/** Lanes in the order in which the relay reaches the departments; what was left out has no bar. */
export function stripLanes(record: CaseView, forecast: ForecastView | undefined, now: number): readonly StripLane[] {
  const drawn = record.legs
    .filter((leg) => !leftOut(leg))
    .map((leg, index) => ({ ...timesOf(record, leg, forecast, now), number: index + 1 }));
  const lanes = new Map<string, StripLeg[]>();
  for (const one of drawn) {
    const lane = lanes.get(one.leg.departmentId) ?? [];
    const row = firstFreeRow(lane, one.from);
    lanes.set(one.leg.departmentId, [...lane, { ...one, row }]);
  }
  return [...lanes].map(([departmentId, legs]) => ({
    departmentId,
    legs,
    rows: Math.max(...legs.map(({ row }) => row)) + 1,
  }));
}

export const leftOut = ({ status, acceptedAt }: LegView): boolean =>
  status === 'skipped' || (status === 'cancelled' && acceptedAt === null);

function timesOf(record: CaseView, leg: LegView, forecast: ForecastView | undefined, now: number) {
  const expected = forecast?.legs.find(({ legId }) => legId === leg.id);
  const clock = record.clocks.findLast(({ kind, subject }) => kind === 'leg-ola' && subject.id === leg.id);
  const dueAt = clock?.dueAt ? Date.parse(clock.dueAt) : null;
  const started = leg.acceptedAt ?? leg.offeredAt;
  const from = Date.parse(started ?? expected?.startsAt ?? leg.expectedAt ?? record.openedAt);
  const isEnded = leg.endedAt !== null && leg.status !== 'handing-over';
  const end = isEnded ? leg.endedAt! : (expected?.endsAt ?? leg.etaAt ?? null);
  const to = Math.max(end === null ? from + leg.olaSeconds * 1000 : Date.parse(end), from + 60_000);
  return {
    leg,
    from,
    to: isEnded ? to : Math.max(to, started === null ? to : now),
    factUntil: isEnded ? to : started === null ? from : Math.max(now, from),
    dueAt,
    isLate: clock?.breachedAt != null,
  };
}

function firstFreeRow(lane: readonly StripLeg[], from: number): number {
  for (let row = 0; ; row += 1) {
    if (!lane.some((other) => other.row === row && other.to > from)) return row;
  }
}
