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
      formatters: {
        level: (label) => ({ level: label }),
        log: (line) => withoutSecrets(line),
      },
      mixin: () => {
        const id = correlationId();
        const traceId = trace.traceId();
        return { ...(id !== undefined && { correlationId: id }), ...(traceId !== undefined && { traceId }) };
      },
      serializers: { err: errorOnItsLine, error: errorOnItsLine },
    },
    destination,
  );
}

/** Of a line's own errors more is shown than their fields: they are looked through once they are written out. */
const errorOnItsLine = (error: Error) => withoutSecrets(stdSerializers.err(error), 2);

const ownErrors = new Set(['err', 'error']);
const secretNames = new Set(['cookie', 'set-cookie', 'authorization', 'password', 'token', 'secret']);
/** So deep do lines nest. */
const DEEPEST = 4;

/** Copies only what holds a secret: hardly any line does, and every request is one. */
function withoutSecrets<Value>(value: Value, depth = 1): Value {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (depth === 1 && ownErrors.has(name)) continue;
    const shown: unknown = secretNames.has(name) ? '[secret]' : withoutSecrets(inner, depth + 1);
    if (shown !== inner) (copy ??= copyOf(value))[name] = shown;
  }
  return (copy as Value | undefined) ?? value;
}

const copyOf = (value: object) => (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
