import { SECOND } from '@baton/kernel';
import { TimeLimitPassed, withTimeLimit } from '../connection/time-limit.js';
import type { Logger } from '../log/create-logger.js';

/**
 * Ends a process in order: on SIGTERM, on SIGINT, or when told to, its steps run one after another, then it exits.
 * After ten seconds it exits anyway. Signals after the first change nothing.
 */
export class Shutdown {
  private readonly steps: { readonly name: string; readonly run: () => unknown }[] = [];
  private ending?: Promise<never>;

  constructor(
    private readonly logger: Logger,
    private readonly limit = 10 * SECOND,
  ) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void this.begin(signal));
  }

  /** Adds a step. They run in the order in which they were added: what brings in work goes first, what others need goes last. */
  onShutdown(name: string, run: () => unknown): this {
    this.steps.push({ name, run });
    return this;
  }

  /** For the child of a launcher (BATON_PARENT is set): ends this process when the launcher is gone, however it went. */
  exitWithParent(env: NodeJS.ProcessEnv = process.env): this {
    if (!env.BATON_PARENT) return this;
    const parentIsGone = () => void this.begin('the launcher is gone');
    if (process.connected) process.on('disconnect', parentIsGone);
    else process.stdin.on('end', parentIsGone).on('error', parentIsGone).resume();
    return this;
  }

  /** Begins to end; exits with 1 when a step failed or took too long, else with `exitCode`. */
  begin(reason: string, exitCode = 0): Promise<never> {
    this.ending ??= this.end(reason, exitCode);
    return this.ending;
  }

  private async end(reason: string, exitCode: number): Promise<never> {
    this.logger.info({ reason }, 'shutting down');
    const deadline = performance.now() + this.limit;
    let code = exitCode;
    for (const { name, run } of this.steps) {
      try {
        await withTimeLimit(Promise.resolve().then(run), deadline - performance.now(), name);
      } catch (err) {
        this.logger.error({ err, step: name }, 'shutting down: a step failed');
        code ||= 1;
        if (err instanceof TimeLimitPassed && performance.now() >= deadline) break;
      }
    }
    this.logger.info({ exitCode: code }, 'bye');
    process.exit(code);
  }
}
