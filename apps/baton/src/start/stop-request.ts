import type { EventEmitter } from 'node:events';
import { findProcess, isAlive, type LiveProcess } from './process-identity.js';

/** Why the launcher ends: somebody asked for it, or something it needs will not stay up. */
export type StopReason =
  { readonly kind: 'asked'; readonly how: string } | { readonly kind: 'gave up'; readonly message: string };

/** npm hands a Ctrl-C on to us although the terminal sent it to us already: only one that comes later is a second one. */
const SAME_REQUEST_MS = 1_000;

/** The one place where the wish to stop arrives: signals, the end of npm, a process that was given up. */
export class StopRequest {
  /** Settles with the first reason. */
  readonly arrived: Promise<StopReason>;
  private settle: (reason: StopReason) => void = () => undefined;
  private firstAt: number | undefined;
  private readonly parentWatch: NodeJS.Timeout | undefined;
  private readonly onSignal = (signal: NodeJS.Signals) => this.ask(signal);

  /** `force` is called when a signal comes again: the person will not wait for an orderly end. */
  constructor(
    private readonly force: () => void,
    private readonly signals: EventEmitter = process,
    private readonly now: () => number = Date.now,
  ) {
    this.arrived = new Promise((resolve) => (this.settle = resolve));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(signal, this.onSignal);
    this.parentWatch = watchNpm(() => this.settle({ kind: 'asked', how: 'npm ended' }));
  }

  giveUp(message: string): void {
    this.settle({ kind: 'gave up', message });
  }

  /** Stops listening, so that this process can end. */
  close(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) this.signals.off(signal, this.onSignal);
    clearInterval(this.parentWatch);
  }

  private ask(signal: NodeJS.Signals): void {
    const now = this.now();
    this.firstAt ??= now;
    if (now - this.firstAt > SAME_REQUEST_MS) return this.force();
    this.settle({ kind: 'asked', how: signal });
  }
}

/** A killed npm tells us nothing; it must be watched. Without npm, to outlive whoever started us may be wanted (nohup). */
function watchNpm(ended: () => void): NodeJS.Timeout | undefined {
  const npm = findNpm();
  if (npm === undefined) return undefined;
  return setInterval(() => {
    if (!isAlive(npm)) ended();
  }, 1_000).unref();
}

/** The npm that runs this process, perhaps through a shell. */
function findNpm(): LiveProcess | undefined {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  let ancestor = findProcess(process.ppid);
  for (let level = 0; level < 3 && ancestor !== undefined; level++) {
    if (/\bnpm\b/.test(ancestor.command)) return ancestor;
    ancestor = findProcess(ancestor.parent);
  }
  return undefined;
}
