import type { ServerResponse } from 'node:http';

/** Bytes that may wait for a slow reader before it is cut off; it comes back and resumes. */
const MAX_WAITING = 1_000_000;

/** Server-sent events, written by hand: comments keep the connection alive without a number of their own (STACK trap 2). */
export class EventStream {
  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      // The connection ends with the stream, so that nothing holds up the end of the process.
      connection: 'close',
    });
    this.write('retry: 2000\n\n');
  }

  send(event: string, data: object, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  keepAlive(): void {
    this.write(': here\n\n');
  }

  /** Also when its reader had left before it began: then nothing more is heard of it. */
  onClose(listener: () => void): void {
    if (this.response.closed) listener();
    else this.response.once('close', listener);
  }

  close(): void {
    this.response.end();
  }

  private write(text: string): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    this.response.write(text);
    if (this.response.writableLength > MAX_WAITING) this.response.destroy();
  }
}
