import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut, made slow, or go silent without either side being told. */
export class Line {
  private readonly listener: Server;
  private readonly pairs = new Set<Pair>();
  private port = 0;
  private isSilent = false;
  private delayMs = 0;

  private constructor(private readonly server: URL) {
    this.listener = createServer((near) => this.join(near, connect(Number(server.port), server.hostname)));
  }

  static async to(serverUrl: string): Promise<Line> {
    const line = new Line(new URL(serverUrl));
    await line.listen(0);
    return line;
  }

  /** The server's address, led over this line. */
  get url(): string {
    const url = new URL(this.server);
    url.port = String(this.port);
    return url.href;
  }

  /** Whoever is on it is thrown off, with a goodbye or with a reset, and may come back at once. Answers how many that were. */
  throwOff(how: 'end' | 'reset'): number {
    const thrown = this.pairs.size;
    for (const { near, far } of this.pairs)
      for (const socket of [near, far])
        if (how === 'end') socket.end();
        else socket.resetAndDestroy();
    return thrown;
  }

  /** Whoever is on it is thrown off, and nobody gets through before it is mended. */
  cut(): void {
    this.listener.close();
    this.throwOff('reset');
  }

  mend(): Promise<void> {
    return this.listen(this.port);
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

  private async listen(port: number): Promise<void> {
    await once(this.listener.listen(port, '127.0.0.1'), 'listening');
    this.port = (this.listener.address() as AddressInfo).port;
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
