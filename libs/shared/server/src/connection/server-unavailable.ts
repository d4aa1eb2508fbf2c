import { isNativeError } from 'node:util/types';
import { SetupProblem } from '../config/setup-problem.js';

/** A server that this process cannot do without did not answer. The message says which, and which setting names it. */
export class ServerUnavailable extends SetupProblem {
  override readonly name = 'ServerUnavailable';

  constructor(server: 'PostgreSQL' | 'Redis', url: string, setting: string, cause: unknown) {
    super(`${server} at ${address(url)} cannot be reached (${reason(cause)}). Start it, or correct ${setting}.`, {
      cause,
    });
  }
}

/** Host, port and database, without credentials and parameters. */
const address = (url: string) =>
  url
    .split(',')
    .map((one) =>
      one
        .replace(/^\w+:\/\//, '')
        .replace(/^.*@/, '')
        .replace(/\?.*$/, ''),
    )
    .join(', ');

/** `localhost` is tried as IPv4 and IPv6, which ends in an AggregateError with an empty message. */
function reason(cause: unknown): string {
  if (!isNativeError(cause)) return String(cause);
  return 'errors' in cause && Array.isArray(cause.errors) ? reason(cause.errors[0]) : cause.message;
}
