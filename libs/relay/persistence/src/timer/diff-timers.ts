import type { CaseId, Timer } from '@baton/domain';
import type { Instant } from '@baton/kernel';

/** A timer row to write: new, fired, or no longer wanted. */
export interface TimerWrite extends Timer {
  readonly caseId: CaseId;
  readonly epoch: number;
  readonly wakeAt: Instant;
  readonly failures: number;
  readonly firedAt: Instant | null;
  readonly cancelledAt: Instant | null;
}

/** What has to be written so that exactly the wanted timers are live; one that has just fired is not set again. */
export function diffTimers(
  caseId: CaseId,
  live: readonly Timer[],
  fired: readonly Timer[],
  wanted: readonly Timer[],
  epoch: number,
  at: Instant,
): readonly TimerWrite[] {
  const hasFired = new Set(fired.map(momentOf));
  const isLive = new Set(live.map(momentOf));
  const isWanted = new Set(wanted.map(momentOf));
  const row = (timer: Timer, firedAt: Instant | null, cancelledAt: Instant | null): TimerWrite => ({
    caseId,
    subject: timer.subject,
    kind: timer.kind,
    fireAt: timer.fireAt,
    epoch,
    wakeAt: timer.fireAt,
    failures: 0,
    firedAt,
    cancelledAt,
  });
  return [
    ...live
      .filter((timer) => hasFired.has(momentOf(timer)) || !isWanted.has(momentOf(timer)))
      .map((timer) => (hasFired.has(momentOf(timer)) ? row(timer, at, null) : row(timer, null, at))),
    ...wanted.filter((timer) => !isLive.has(momentOf(timer))).map((timer) => row(timer, null, null)),
  ];
}

/** The same moment of the same thing is the same timer. */
const momentOf = ({ subject, kind, fireAt }: Timer) => `${subject.id}/${kind}/${fireAt}`;
