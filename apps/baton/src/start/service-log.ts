import { createWriteStream, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { putAside, ROOM, sizeOf } from './log-file.js';

/**
 * What a service says, line by line: all of it into its log file, what a person should know to `tell`. A full disk loses
 * lines and ends nothing, and a file that has grown large is put aside.
 */
export class ServiceLog {
  private file: WriteStream | undefined;
  private size = 0;
  private losesLines = false;
  private lastTold = '';
  private lastLine = '';

  constructor(
    private readonly path: string,
    private readonly tell: (kind: string, text: string) => void,
    private readonly room = ROOM,
  ) {}

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
    this.file?.end();
  }

  private keep(line: string): void {
    try {
      if (this.size > this.room) this.turnOver();
      this.file ??= this.opened();
      this.size += line.length + 1;
      this.file.write(`${line}\n`, (error) => {
        if (!error) this.losesLines = false;
      });
    } catch (error) {
      this.lost(error as Error);
    }
  }

  private opened(): WriteStream {
    const file = createWriteStream(this.path, { flags: 'a', mode: 0o600 });
    // It is no more use then: the next line tries another.
    file.on('error', (error) => {
      if (this.file === file) this.file = undefined;
      this.lost(error);
    });
    this.size = sizeOf(this.path);
    return file;
  }

  private turnOver(): void {
    this.file?.end();
    this.file = undefined;
    this.size = 0;
    putAside(this.path);
  }

  /** Said once, until a line could be written again. */
  private lost(error: Error): void {
    if (!this.losesLines) this.tell('warning', `its log cannot be written: ${error.message}`);
    this.losesLines = true;
  }

  private take(line: string): void {
    this.keep(line);
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
