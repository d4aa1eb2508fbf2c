import { createWriteStream, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';

/** What a service says, line by line: all of it into its log file, what a person should know to `tell`. */
export class ServiceLog {
  private readonly file: WriteStream;
  private lastTold = '';
  private lastLine = '';

  constructor(
    path: string,
    private readonly tell: (kind: string, text: string) => void,
  ) {
    this.file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  }

  follow(...streams: readonly (Readable | null)[]): void {
    for (const stream of streams) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => this.take(line));
    }
  }

  /** The last thing it said that was more than a log entry of everyday: the likely reason when it died. */
  lastWords(): string {
    return this.lastLine;
  }

  close(): void {
    this.file.end();
  }

  private take(line: string): void {
    this.file.write(`${line}\n`);
    const entry = parseEntry(line);
    if (entry === undefined) {
      // Plain text is a crash: the first line of “Error: …” says more than the stack below it.
      if (/\bError\b/.test(line) || this.lastLine === '') this.lastLine = line.trim();
      return;
    }
    if (entry.kind === undefined) return;
    this.lastLine = entry.text;
    if (entry.text === this.lastTold) return;
    this.lastTold = entry.text;
    this.tell(entry.kind, entry.text);
  }
}

type Entry = { readonly kind: 'warning' | 'error' | undefined; readonly text: string };

/** A pino line; undefined for anything else. */
function parseEntry(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  let json: { level?: unknown; msg?: unknown; err?: { message?: unknown } };
  try {
    json = JSON.parse(line) as typeof json;
  } catch {
    // Not JSON after all: plain text that happens to begin with a brace.
    return undefined;
  }
  const message = typeof json.msg === 'string' ? json.msg : '';
  const cause = typeof json.err?.message === 'string' && json.err.message !== message ? json.err.message : '';
  return { kind: kindOf(json.level), text: [message, cause].filter((part) => part !== '').join(': ') };
}

function kindOf(level: unknown): Entry['kind'] {
  if (level === 'warn' || level === 40) return 'warning';
  return level === 'error' || level === 'fatal' || (typeof level === 'number' && level >= 50) ? 'error' : undefined;
}
