import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { claimPort, findFreePort } from './free-port.js';

/** “localhost” may mean any of them, so a server on one of them would be met in place of ours. */
const ownAddresses = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, scopeid }) => internal && !scopeid)
  .map(({ address }) => address);

describe('a port', () => {
  let other: Server | undefined;
  afterEach(() => void other?.close());

  it('is free when nothing listens on it', async () => {
    await expect(claimPort(await findFreePort(), 'PORT')).resolves.toBeUndefined();
  });

  it.each([...ownAddresses, '0.0.0.0'])(
    'is taken by a server on %s; the message says how to choose another',
    async (host) => {
      const port = await findFreePort();
      other = createServer().listen(port, host);
      await once(other, 'listening');
      await expect(claimPort(port, 'PORT')).rejects.toThrow(`Port ${port} is taken by another program.`);
      await expect(claimPort(port, 'PORT')).rejects.toThrow(/choose another port: PORT=\d+ npm start/);
    },
  );
});
