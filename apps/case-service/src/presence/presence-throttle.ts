import { MINUTE } from '@baton/kernel';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';

/** A tab gives a sign every 15 seconds, and one whenever a form opens or closes: twenty busy tabs stay below. */
const MOST_SIGNS = 240;

/** Keeps one person's signs of life, which every process hears, from becoming a flood. */
@Injectable()
export class PresenceThrottle {
  private signs = new Map<string, number>();
  private since = 0;

  /** Counts a sign, or throws while the person has given too many. Milliseconds since 1970. */
  count(personId: string, now = Date.now()): void {
    if (now >= this.since + MINUTE) {
      this.signs = new Map();
      this.since = now;
    }
    const given = (this.signs.get(personId) ?? 0) + 1;
    if (given > MOST_SIGNS) {
      const seconds = Math.ceil((this.since + MINUTE - now) / 1000);
      throw new Problem(429, 'too-many-signs', {}, { 'retry-after': String(seconds) });
    }
    this.signs.set(personId, given);
  }
}
