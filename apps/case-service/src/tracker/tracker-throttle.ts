import { MINUTE } from '@baton/kernel';
import { Injectable } from '@nestjs/common';

/** How often within how long one link may be used, by what for. */
const LIMITS = {
  look: { times: 60, withinMs: MINUTE },
  tell: { times: 6, withinMs: 10 * MINUTE },
};
const MAX_REMEMBERED = 10_000;

/** Keeps one link from keeping everybody busy, by mistake or on purpose. */
@Injectable()
export class TrackerThrottle {
  private readonly uses = new Map<string, readonly number[]>();

  /** 0 and counted, or how many seconds to wait. Milliseconds since 1970. */
  use(caseId: string, what: keyof typeof LIMITS, now = Date.now()): number {
    const { times, withinMs } = LIMITS[what];
    const key = `${what} ${caseId}`;
    const recent = (this.uses.get(key) ?? []).filter((at) => at > now - withinMs);
    if (recent.length >= times) return Math.ceil((recent[0]! + withinMs - now) / 1000);
    if (this.uses.size >= MAX_REMEMBERED) this.forget(now);
    this.uses.set(key, [...recent, now]);
    return 0;
  }

  private forget(now: number): void {
    const longest = Math.max(...Object.values(LIMITS).map(({ withinMs }) => withinMs));
    for (const [key, at] of this.uses) if (at.at(-1)! <= now - longest) this.uses.delete(key);
  }
}
