/** What a span may say: verbs, ids and counts. Never what people wrote, nor who they are. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One step of what is followed, while it runs. */
export interface Step {
  /** Adds what became known meanwhile. */
  add(facts: Facts): void;
  /** It did not go well, though nothing was thrown. */
  fail(): void;
}

export interface NewStep {
  readonly facts?: Facts;
  /** The trace that caused it, as it was stored; without one it belongs to what runs around it. */
  readonly cause?: string | null;
  /** Repeated all day, mostly in vain: it begins a trace of its own, which is kept when `isWorthTelling` was added. */
  readonly isRound?: boolean;
}

/** Follows one thing that happens through this process, and on to the next one. */
export interface Tracer {
  follow<Result>(name: string, step: NewStep, work: (step: Step) => Promise<Result>): Promise<Result>;
  /** Says more about the step that runs around this code. */
  add(facts: Facts): void;
  /** Names the request that this code answers, by its route. */
  nameRequest(method: string, route: string): void;
  /** The trace in which this code runs, to be stored with what it causes (W3C Trace Context). */
  traceparent(): string | null;
  traceId(): string | undefined;
}

const untold: Step = { add: () => undefined, fail: () => undefined };

const untraced: Tracer = {
  follow: (_name, _step, work) => work(untold),
  add: () => undefined,
  nameRequest: () => undefined,
  traceparent: () => null,
  traceId: () => undefined,
};

let tracer = untraced;

/** From now on this process is traced; null ends it. */
export function traceWith(other: Tracer | null): void {
  tracer = other ?? untraced;
}

/** Does nothing, and loads nothing, unless tracing was begun. */
export const trace: Tracer = {
  follow: (name, step, work) => tracer.follow(name, step, work),
  add: (facts) => tracer.add(facts),
  nameRequest: (method, route) => tracer.nameRequest(method, route),
  traceparent: () => tracer.traceparent(),
  traceId: () => tracer.traceId(),
};

/** Added to a round that found something to do. */
export const isWorthTelling = { 'baton.round': 'worth telling' };
