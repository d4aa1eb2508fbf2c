import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between a client and a server that can be cut, made slow, or go silent without either side being told. */
export class Line {
  private readonly pairs = new Set<Pair>();
  private isSilent = false;
  private delayMs = 0;

  private constructor(
    /** The server's address, led over this line. */
    readonly url: string,
    private readonly close_: () => void,
  ) {}

  static async to(serverUrl: string): Promise<Line> {
    const target = new URL(serverUrl);
    const found: { line?: Line } = {};
    const server = createServer((near) => found.line!.join(near, connect(Number(target.port), target.hostname)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(serverUrl);
    url.port = String((server.address() as AddressInfo).port);
    found.line = new Line(url.href, () => server.close());
    return found.line;
  }

  /** Both ends hear that it is over: with a goodbye, or with a reset. */
  cut(how: 'end' | 'reset'): number {
    const cut = this.pairs.size;
    for (const { near, far } of this.pairs)
      for (const socket of [near, far])
        if (how === 'end') socket.end();
        else socket.resetAndDestroy();
    return cut;
  }

  /** Nothing gets through, and nobody is told. What is sent meanwhile arrives when it is over, as it does with TCP. */
  goSilent(): void {
    this.isSilent = true;
  }

  speakAgain(): void {
    this.isSilent = false;
    for (const pair of this.pairs) pair.flush();
  }

  /** Every piece takes this long. */
  slowDown(ms: number): void {
    this.delayMs = ms;
  }

  close(): void {
    this.cut('reset');
    this.close_();
  }

  private join(near: Socket, far: Socket): void {
    const held: (() => void)[] = [];
    const pair: Pair = { near, far, flush: () => held.splice(0).forEach((send) => send()) };
    this.pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const deliver = (send: () => void) => (this.isSilent ? held.push(send) : send());
      from.on('data', (chunk) =>
        this.delayMs > 0
          ? setTimeout(() => deliver(() => to.write(chunk)), this.delayMs)
          : deliver(() => to.write(chunk)),
      );
      from.on('error', () => undefined);
      from.on('close', () => {
        this.pairs.delete(pair);
        deliver(() => to.destroy());
      });
    }
  }
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  readonly flush: () => void;
}
