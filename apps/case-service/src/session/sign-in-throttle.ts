import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';

const WINDOW_MS = 15 * 60_000;
const MAX_REMEMBERED = 10_000;

/** How many failures within the window close which door: for one person from one address, an address, a person. */
const LIMITS = { pair: 5, address: 50, person: 50 };

/** Slows guessing down. The same person elsewhere still gets in, so nobody is locked out by a stranger for long. */
@Injectable()
export class SignInThrottle {
  private readonly failures = new Map<string, number[]>();

  /** Throws while a door is closed. Milliseconds since 1970. */
  check(email: string, address: string, now = Date.now()): void {
    for (const { key, limit } of doors(email, address)) {
      const recent = this.recent(key, now);
      if (recent.length < limit) continue;
      const seconds = Math.ceil((recent.at(-limit)! + WINDOW_MS - now) / 1000);
      throw new Problem(429, 'too-many-attempts', {}, { 'retry-after': String(seconds) });
    }
  }

  failed(email: string, address: string, now = Date.now()): void {
    if (this.failures.size > MAX_REMEMBERED) this.forget(now);
    for (const { key } of doors(email, address)) this.failures.set(key, [...this.recent(key, now), now]);
  }

  succeeded(email: string, address: string): void {
    this.failures.delete(doors(email, address)[0]!.key);
  }

  private recent(key: string, now: number): readonly number[] {
    return (this.failures.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
  }

  private forget(now: number): void {
    for (const key of this.failures.keys()) if (this.recent(key, now).length === 0) this.failures.delete(key);
  }
}

const doors = (email: string, address: string) => [
  { key: `${email.toLowerCase()} ${address}`, limit: LIMITS.pair },
  { key: `address ${address}`, limit: LIMITS.address },
  { key: `person ${email.toLowerCase()}`, limit: LIMITS.person },
];
