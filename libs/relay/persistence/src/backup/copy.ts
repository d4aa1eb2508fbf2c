import { Readable, Writable } from 'node:stream';
import type { PoolClient } from 'pg';

/** What of a connection COPY needs; the driver leaves the rest of the protocol to whoever submits. */
interface Wire {
  readonly stream: NodeJS.ReadableStream & NodeJS.WritableStream & { destroy(): void; writableNeedDrain: boolean };
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** Rows come one by one; a stream that handled each for itself would spend its time on that. */
const PORTION = 128 * 1024;

/** What `COPY … TO STDOUT` writes. `rows` grows as they come. */
export class CopyOut extends Readable {
  rows = 0;
  private wire: Wire | undefined;
  private isOver = false;
  private portion: Buffer[] = [];
  private portionBytes = 0;

  constructor(private readonly sql: string) {
    super({ highWaterMark: 4 * PORTION });
  }

  submit(wire: Wire): void {
    this.wire = wire;
    wire.query(this.sql);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.rows += 1;
    this.portion.push(Buffer.from(chunk)); // The driver reuses its buffer.
    this.portionBytes += chunk.length;
    if (this.portionBytes >= PORTION && !this.flush()) this.wire!.stream.pause();
  }

  handleCommandComplete(): void {
    this.isOver = true;
    this.wire!.stream.resume();
    if (this.portionBytes > 0) this.flush();
  }

  handleReadyForQuery(): void {
    this.push(null);
  }

  handleError(error: Error): void {
    this.isOver = true;
    this.destroy(error);
  }

  override _read(): void {
    this.wire?.stream.resume();
  }

  /** Nobody reads on: there is no way to say so but to hang up. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.isOver) this.wire?.stream.destroy();
    done(error);
  }

  private flush(): boolean {
    const portion = Buffer.concat(this.portion, this.portionBytes);
    this.portion = [];
    this.portionBytes = 0;
    return this.push(portion);
  }
}

/** Takes what `COPY … FROM STDIN` reads. It finishes once the server has taken all of it in; `rows` says how many that were. */
export class CopyIn extends Writable {
  rows = 0;
  private wire: Wire | undefined;
  private isOver = false;
  private ready: ((error?: Error) => void) | undefined;
  private taken: (() => void) | undefined;

  constructor(private readonly sql: string) {
    super({ highWaterMark: 4 * PORTION });
  }

  submit(wire: Wire): void {
    this.wire = wire;
    wire.query(this.sql);
  }

  handleCopyInResponse(): void {
    this.ready?.();
    this.ready = undefined;
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.isOver = true;
    this.rows = Number(text.split(' ')[1]);
  }

  handleReadyForQuery(): void {
    this.taken?.();
  }

  handleError(error: Error): void {
    this.isOver = true;
    if (this.ready) this.ready(error);
    else this.destroy(error);
  }

  /** Nothing is sent before the server has said that it is ready to read. */
  override _construct(done: (error?: Error) => void): void {
    this.ready = done;
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    const { stream } = this.wire!;
    this.wire!.sendCopyFromChunk(chunk);
    if (stream.writableNeedDrain) stream.once('drain', done);
    else done();
  }

  override _final(done: () => void): void {
    this.taken = done;
    this.wire!.endCopyFrom();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.isOver) this.wire?.sendCopyFail('the rows broke off');
    done(error);
  }
}

/** Hands a copy to the driver, whose types know of no more than its being submitted. */
export function run<Copy extends CopyIn | CopyOut>(client: PoolClient, copy: Copy): Copy {
  client.query(copy as unknown as Parameters<PoolClient['query']>[0]);
  return copy;
}
