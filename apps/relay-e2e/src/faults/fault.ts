import type { Chance } from './chance.js';
import type { Servers } from './servers.js';

/** One way in which things go wrong, and what must hold all the same. */
export interface Fault {
  /** As in the battery's table. */
  readonly id: string;
  readonly name: string;
  /** How often a full run does it. */
  readonly times: number;
  /** Its part of a run that is limited in time; about the seconds that it needs in one of a quarter of an hour. */
  readonly share: number;
  run(run: Run): Promise<void>;
}

/** Cannot be done on this machine: said in the table, never passed over. */
export class NotHere extends Error {}

interface Measure {
  readonly values: number[];
  readonly atMost: number;
  readonly unit: string;
  readonly of: 'worst' | 'p95';
}

/** How one fault goes: how often it was done, what broke, and what was measured. */
export class Run {
  times = 0;
  readonly breaches: string[] = [];
  readonly counts = new Map<string, number>();
  private readonly measures = new Map<string, Measure>();
  private readonly from = performance.now();

  constructor(
    readonly chance: Chance,
    readonly servers: Servers,
    readonly limit: { readonly times: number; readonly seconds: number },
  ) {}

  /** Is there time for more? `share` is how much of all of it may be used by now. Once it is done in any case. */
  goesOn(share = 1): boolean {
    if (this.times === 0) return true;
    return this.times < this.limit.times * share && this.seconds < this.limit.seconds * share;
  }

  done(times = 1): void {
    this.times += times;
  }

  /** Something that must hold does not. */
  breach(what: string): void {
    this.breaches.push(what);
  }

  count(what: string, more = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + more);
  }

  /** A figure that has a goal. Missing it is said; it loses nobody's work. */
  measure(what: string, value: number, atMost: number, { unit = 's', of = 'worst' as Measure['of'] } = {}): void {
    const measure = this.measures.get(what) ?? { values: [], atMost, unit, of };
    measure.values.push(value);
    this.measures.set(what, measure);
  }

  get seconds(): number {
    return (performance.now() - this.from) / 1_000;
  }

  get figures(): readonly Figure[] {
    return [...this.measures].map(([what, { values, atMost, unit, of }]) => {
      const sorted = values.toSorted((a, b) => a - b);
      const value = sorted[of === 'worst' ? sorted.length - 1 : Math.floor((sorted.length - 1) * 0.95)]!;
      return { what, value, atMost, unit, of, count: values.length, holds: value <= atMost };
    });
  }
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  readonly unit: string;
  readonly of: 'worst' | 'p95';
  readonly count: number;
  readonly holds: boolean;
}
