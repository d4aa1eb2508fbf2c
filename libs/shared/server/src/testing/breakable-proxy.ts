import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server, to cut, stall and restore what is between them. */
export interface BreakableProxy {
  /** The server's URL, led through the proxy. */
  readonly url: string;
  /** Drops every connection and refuses new ones. */
  cut(): void;
  /** Keeps connections, but no byte gets through any more. */
  stall(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function breakableProxy(serverUrl: string): Promise<BreakableProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'stalled' = 'open';
  const server = createServer((client) => {
    if (state === 'cut') return client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => state === 'open' && to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => (sockets.delete(from), to.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: Object.assign(new URL(serverUrl), {
      hostname: '127.0.0.1',
      port: String((server.address() as AddressInfo).port),
    }).toString(),
    cut() {
      state = 'cut';
      drop();
    },
    stall() {
      state = 'stalled';
    },
    restore() {
      state = 'open';
    },
    close() {
      drop();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
