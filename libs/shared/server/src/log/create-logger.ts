import { destination as stdout, pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
import { trace } from '../trace/trace.js';
import { correlationId } from './correlation.js';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The log of one process: a line of JSON per entry, with the correlation id and the trace's, without secrets. */
export function createLogger(
  { name, level = 'info' }: { name: string; level?: LogLevel },
  // Written at once, so that nothing is lost on exit. pino goes on quietly when nobody reads any more.
  destination: DestinationStream = stdout({ dest: 1, sync: true }),
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
        const traceId = trace.traceId();
        return { ...(id !== undefined && { correlationId: id }), ...(traceId !== undefined && { traceId }) };
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
