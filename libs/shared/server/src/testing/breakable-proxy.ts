import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server, to cut, stall and restore what is between them. */
export interface BreakableProxy {
  /** The server's URL, led through the proxy. */
  readonly url: string;
  /** Drops every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Keeps connections, but no byte gets through any more, for good. */
  stall(): void;
  /** Ends a cut. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function breakableProxy(serverUrl: string): Promise<BreakableProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let stalled = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => !stalled && to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => (sockets.delete(from), to.destroy()));
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const cut = () =>
    new Promise<void>((resolve) => {
      sockets.forEach((socket) => socket.destroy());
      if (server.listening) server.close(() => resolve());
      else resolve();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(serverUrl), { hostname: '127.0.0.1', port: String(port) }).toString(),
    cut,
    stall() {
      stalled = true;
    },
    restore: () => listen(port),
    close: cut,
  };
}
