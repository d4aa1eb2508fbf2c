import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut: who is on it is thrown off, and nobody gets through before it is mended. */
export interface Line {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function aLineTo(serverUrl: string): Promise<Line> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const listener = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => sockets.delete(one));
    }
  });
  const listen = async (at: number) => void (await once(listener.listen(at, '127.0.0.1'), 'listening'));
  await listen(0);
  const { port: near } = listener.address() as AddressInfo;
  const url = new URL(serverUrl);
  url.port = String(near);
  return {
    url: url.href,
    async cut() {
      if (!listener.listening) return;
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
    mend: () => listen(near),
  };
}
