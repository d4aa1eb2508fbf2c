import { isNativeError } from 'node:util/types';
import type { Logger } from './create-logger.js';

/** Lets a Nest application write to our log: `NestFactory.create(AppModule, { logger: new NestLogger(logger) })`. */
export class NestLogger {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest calls with (message, …details, stack?, context?). An Error must go in as `err`: spread, it would be empty. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = typeof rest.at(-1) === 'string' && !isStack(rest.at(-1)) ? rest.at(-1) : undefined;
    const details = rest.slice(0, context === undefined ? undefined : -1).filter((detail) => detail !== undefined);
    const err = [message, ...details].find(isNativeError);
    const stack = err === undefined ? details.find(isStack) : undefined;
    const others = details.filter((detail) => detail !== err && detail !== stack);
    this.logger[level](
      {
        ...(context !== undefined && { context }),
        ...(err !== undefined && { err }),
        ...(stack !== undefined && { stack }),
        ...(others.length > 0 && { details: others }),
        ...(typeof message === 'object' && message !== err && { message }),
      },
      text(message),
    );
  }
}

const isStack = (part: unknown): part is string => typeof part === 'string' && /\n\s+at /.test(part);

function text(message: unknown): string | undefined {
  if (isNativeError(message)) return message.message;
  return typeof message === 'object' ? undefined : String(message);
}
