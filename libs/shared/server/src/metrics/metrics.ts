import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from '../log/create-logger.js';

/** What one process tells Prometheus. Made once per process; the apps register what they measure. */
export class Metrics {
  /** The Content-Type that goes with {@link metricsText}. */
  readonly contentType: string;
  private readonly registry = new Registry();

  constructor(
    process: string,
    private readonly logger: Logger,
  ) {
    this.registry.setDefaultLabels({ process });
    this.contentType = this.registry.contentType;
    collectDefaultMetrics({ register: this.registry });
  }

  /** The page that Prometheus reads. */
  metricsText(): Promise<string> {
    return this.registry.metrics();
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** Counters over the same things, each by one word of theirs. Answers how to count some; what has no word does not count. */
  tallies<Thing>(counts: readonly Count<Thing>[]): (things: readonly Thing[]) => void {
    const counters = counts.map(({ name, help, label, wordOf }) => {
      const counter = this.counter(name, help, [label]);
      return (thing: Thing) => {
        const word = wordOf(thing);
        if (word !== null) counter.inc({ [label]: word });
      };
    });
    return (things) => things.forEach((thing) => counters.forEach((count) => count(thing)));
  }

  /** `buckets` in seconds: the default spans 5 ms to 10 s. */
  histogram<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    buckets?: number[],
  ): Histogram<L> {
    return new Histogram({ name, help, labelNames, registers: [this.registry], ...(buckets && { buckets }) });
  }

  /** A value read whenever Prometheus asks. When it cannot be read it is NaN and logged, and the rest of the page still comes. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const { logger } = this;
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        try {
          this.set(await read());
        } catch (err) {
          logger.warn({ err, metric: name }, 'metric could not be read');
          this.set(NaN);
        }
      },
    });
  }
}

/** A counter, and the word by which a thing adds to it. */
export interface Count<Thing> {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly wordOf: (thing: Thing) => string | null;
}
