import { destination as stdout, pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
import { correlationId } from './correlation.js';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The log of one process: a line of JSON per entry, with the correlation id, without secrets. */
export function createLogger(
  { name, level = 'info' }: { name: string; level?: LogLevel },
  destination: DestinationStream = standardOutput(),
): Logger {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const id = correlationId();
        return id === undefined ? {} : { correlationId: id };
      },
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      redact: { paths: secretPaths, censor: '[secret]' },
    },
    destination,
  );
}

const secretNames = ['cookie', '["set-cookie"]', 'authorization', 'password', 'token', 'secret'];
const secretPaths = secretNames.flatMap((name) =>
  ['', '*', '*.*', '*.*.*'].map((depth) => (depth === '' || name.startsWith('[') ? depth + name : `${depth}.${name}`)),
);

/** Written at once, so that nothing is lost on exit. A reader that went away (the launcher was killed) is no reason to crash. */
function standardOutput(): DestinationStream {
  const stream = stdout({ dest: 1, sync: true });
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stream.write = () => true;
  });
  return stream;
}
