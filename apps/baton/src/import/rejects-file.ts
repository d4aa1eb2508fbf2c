import { stringify } from 'csv-stringify/sync';
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

/** Rows that could not be taken, with the line they stood on and why; the file is made when there is a first one. */
export class RejectsFile {
  private stream: WriteStream | undefined;
  count = 0;

  constructor(
    readonly path: string,
    private readonly header: readonly string[],
  ) {}

  async add(line: number, reason: string, fields: readonly string[]): Promise<void> {
    this.count += 1;
    if (this.stream === undefined) {
      this.stream = createWriteStream(this.path);
      await once(this.stream, 'open');
      this.stream.write(stringify([['line', 'reason', ...this.header]]));
    }
    // A spreadsheet must not compute what came in from outside.
    const room = this.stream.write(stringify([[line, reason, ...fields]], { escape_formulas: true }));
    if (!room) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    if (this.stream === undefined) return;
    this.stream.end();
    await finished(this.stream);
  }
}
