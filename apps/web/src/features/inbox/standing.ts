/** How a duty stands in time; nothing to say while there is room. */
export type Standing = 'late' | 'at-risk' | null;

interface Times {
  readonly dueAt: string | null;
  readonly breachedAt?: string | null;
  /** Since when the time runs. */
  readonly since?: string | null;
  /** When it is expected to be done. */
  readonly etaAt?: string | null;
}

const HOUR = 3_600_000;

/** Late: its time ran out. At risk: expected too late, less than an hour left, or the last fifth of its time. */
export function standingOf({ dueAt, breachedAt, since, etaAt }: Times, now: number): Standing {
  if (breachedAt) return 'late';
  if (dueAt === null) return null;
  const due = Date.parse(dueAt);
  if (due <= now) return 'late';
  if (etaAt && Date.parse(etaAt) > due) return 'at-risk';
  if (since) return due - now < (due - Date.parse(since)) / 5 ? 'at-risk' : null;
  return due - now < HOUR ? 'at-risk' : null;
}
