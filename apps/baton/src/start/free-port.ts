import { createServer } from 'node:net';
import { PlainProblem } from '../plain-problem.js';

/** A port nobody uses at this moment, on this machine's own address. */
export async function findFreePort(): Promise<number> {
  const port = await tryToListen(0, '127.0.0.1');
  if (port === 'taken') throw new Error('no free port on 127.0.0.1');
  return port;
}

/** Fails with a message that names the port, and the setting that chooses another, when something already listens on it. */
export async function claimPort(port: number, setting: string): Promise<void> {
  // All addresses too: “localhost” may lead a browser to a server on ::1 although 127.0.0.1 was free for ours.
  for (const host of ['127.0.0.1', undefined]) {
    if ((await tryToListen(port, host)) === 'taken') throw new PlainProblem(portTaken(port, setting));
  }
}

/** The message for a port that something else uses. */
function portTaken(port: number, setting: string): string {
  const other = port < 65_000 ? port + 100 : port - 100;
  return `Port ${port} is taken by another program. Stop that program, or choose another port: ${setting}=${other} npm start`;
}

function tryToListen(port: number, host: string | undefined): Promise<number | 'taken'> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return resolve('taken');
      if (error.code === 'EACCES') {
        return reject(
          new PlainProblem(`Port ${port} needs more rights than this user has. Choose one from 1024 up, such as 3000.`),
        );
      }
      reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
