import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';

const WINDOW_MS = 15 * 60_000;
const MAX_REMEMBERED = 10_000;

/** How many failures within the window close which door: for one person from one address, an address, a person. */
const LIMITS = { pair: 5, address: 50, person: 50, visit: 60 };

/** Slows guessing down. The same person elsewhere still gets in, so nobody is locked out by a stranger for long. */
@Injectable()
export class SignInThrottle {
  private readonly failures = new Map<string, number[]>();

  /**
   * Lets an attempt through, or throws while a door is closed. It counts as a failure until it has succeeded: many that are
   * sent at once get no further than as many that are sent one by one. Milliseconds since 1970.
   */
  begin(email: string, address: string, now = Date.now()): void {
    this.pass(doors(email, address), now);
  }

  /** Somebody looks around the demo, which needs no password: nothing is guessed, yet each visit opens a session. */
  visit(address: string, now = Date.now()): void {
    this.pass([{ key: `visit ${address}`, limit: LIMITS.visit }], now);
  }

  private pass(doors: readonly Door[], now: number): void {
    for (const { key, limit } of doors) {
      const recent = this.recent(key, now);
      if (recent.length < limit) continue;
      const seconds = Math.ceil((recent.at(-limit)! + WINDOW_MS - now) / 1000);
      throw new Problem(429, 'too-many-attempts', {}, { 'retry-after': String(seconds) });
    }
    if (this.failures.size > MAX_REMEMBERED) this.forget(now);
    for (const { key } of doors) this.failures.set(key, [...this.recent(key, now), now]);
  }

  /** The attempt was no failure, and what this person failed before from here is forgiven. */
  succeeded(email: string, address: string): void {
    const [pair, ...others] = doors(email, address);
    this.failures.delete(pair!.key);
    for (const { key } of others) this.failures.set(key, (this.failures.get(key) ?? []).slice(0, -1));
  }

  private recent(key: string, now: number): readonly number[] {
    return (this.failures.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
  }

  private forget(now: number): void {
    for (const key of this.failures.keys()) if (this.recent(key, now).length === 0) this.failures.delete(key);
  }
}

type Door = { readonly key: string; readonly limit: number };

const doors = (email: string, address: string): readonly Door[] => [
  { key: `${email.toLowerCase()} ${address}`, limit: LIMITS.pair },
  { key: `address ${address}`, limit: LIMITS.address },
  { key: `person ${email.toLowerCase()}`, limit: LIMITS.person },
];
