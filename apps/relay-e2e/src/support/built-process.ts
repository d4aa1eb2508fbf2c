import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { built, cleanEnvironment } from './command-line.js';

const KEPT = 20_000;

/** A built app as a process of its own. It ends when this process ends, however that goes. */
export class BuiltProcess {
  /** Of the version that was built when this was made: another may be built since. */
  private readonly folder = built.folder;
  private child: ChildProcess | undefined;
  private said = '';

  constructor(
    readonly name: 'case-service' | 'relay-worker',
    private settings: Readonly<Record<string, string>>,
    /** What it is started by, where that is not Node itself: `faketime -f +2m`. */
    private readonly through: readonly string[] = [],
  ) {}

  /** Starts it, and answers once it says that it is ready. */
  async start(): Promise<void> {
    const [command, ...args] = [...this.through, process.execPath, `${this.folder}apps/${this.name}/dist/main.js`];
    const child = spawn(command!, args, {
      cwd: this.folder,
      env: cleanEnvironment({ ...this.settings, BATON_PARENT: String(process.pid) }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    this.said = '';
    const listen = (chunk: Buffer) => (this.said = (this.said + String(chunk)).slice(-KEPT));
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    const failed = once(child, 'exit').then(() => {
      throw new Error(`${this.name} ended before it was ready:\n${this.said}`);
    });
    await Promise.race([once(child, 'message'), failed]);
    failed.catch(() => undefined); // Once it was ready it may end.
  }

  /** The first thing of this form that it logged. */
  logged(form: RegExp): string | undefined {
    return form.exec(this.said)?.[1];
  }

  /** From the next start on. */
  set(settings: Readonly<Record<string, string>>): void {
    this.settings = { ...this.settings, ...settings };
  }

  get output(): string {
    return this.said;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it at once, in the middle of whatever it does. */
  async kill9(): Promise<void> {
    if (!this.isRunning) return;
    this.child!.kill('SIGKILL');
    await this.ends();
  }

  /** Waits until it has ended. */
  async ends(): Promise<void> {
    if (this.isRunning) await once(this.child!, 'exit');
  }

  get pid(): number {
    return this.child!.pid!;
  }

  /** Asks it to end, and answers how it did and how long that took. */
  async stop(): Promise<{ readonly code: number | null; readonly seconds: number }> {
    if (!this.isRunning) return { code: this.child?.exitCode ?? 0, seconds: 0 };
    const asked = performance.now();
    this.child!.kill('SIGTERM');
    const [code] = (await once(this.child!, 'exit')) as [number | null];
    return { code, seconds: (performance.now() - asked) / 1_000 };
  }
}
