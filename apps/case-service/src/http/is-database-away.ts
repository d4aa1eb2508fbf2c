/** Did the database not answer, or not in time? Then nothing is wrong with the request, and trying again helps. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (codes.has(code) || code.startsWith('08')) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return sayings.some((saying) => error.message.includes(saying)) || isDatabaseAway(error.cause);
}

const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '25006', // it only reads: another server has taken over
  '25P03', // a transaction stood still for too long
  '40001', // others were in the way, again and again
  '40P01',
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '55P03', // lock_timeout
  '57014', // statement_timeout
  '57P01', // shut down
  '57P02',
  '57P03', // starting up
]);

/** What the driver says without a code. */
const sayings = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error',
];
