/** How far a long command is. */
export interface Progress {
  /** `done` of `total` in any unit; `count` of `what` for people. */
  show(done: number, total: number, count: number): void;
  end(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REDRAW_MS = 100;
const LINE_EVERY_MS = 5_000;
const BAR = 24;

/** A bar on a terminal, a line every few seconds elsewhere. On stderr, so that a command's output stays clean. */
export function progressOf(
  what: string,
  terminal: Terminal = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  const startedAt = now();
  let shownAt = terminal.isTTY ? -Infinity : startedAt;
  let width = 0;
  return {
    show(done, total, count) {
      const at = now();
      if (at - shownAt < (terminal.isTTY ? REDRAW_MS : LINE_EVERY_MS)) return;
      shownAt = at;
      const seconds = (at - startedAt) / 1000;
      const share = total === 0 ? 1 : Math.min(done / total, 1);
      const rate = seconds === 0 ? 0 : count / seconds;
      const left = share === 0 ? '…' : duration((seconds * (1 - share)) / share);
      const facts = `${percent(share)} ${thousands(count)} ${what} · ${thousands(rate)}/s · ${left} left`;
      if (!terminal.isTTY) return void terminal.write(`${facts}\n`);
      const full = Math.round(share * BAR);
      const text = `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${facts}`.slice(0, (terminal.columns ?? 80) - 1);
      terminal.write(`\r${text.padEnd(width)}`);
      width = text.length;
    },
    end() {
      if (terminal.isTTY && width > 0) terminal.write(`\r${' '.repeat(width)}\r`);
    },
  };
}

const percent = (share: number) => `${Math.floor(share * 100)} %`.padStart(5);
export const thousands = (count: number) => Math.round(count).toLocaleString('en-US');

/** `45 s`, `2 min 05 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
