import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A client's own log of what it was told is done, kept outside the system: on disk before the client goes on. */
export class AcknowledgedLog {
  readonly file = join(tmpdir(), `baton-acknowledged-${randomUUID()}.jsonl`);
  private readonly descriptor = openSync(this.file, 'a');

  keep(caseId: string, version: number): void {
    writeSync(this.descriptor, `${JSON.stringify({ caseId, version })}\n`);
    fsyncSync(this.descriptor);
  }

  remove(): void {
    closeSync(this.descriptor);
    rmSync(this.file, { force: true });
  }
}
