import type { FastifyRequest } from 'fastify';
import type { ServiceConfig } from '../config.js';

/**
 * May this request change something in a browser's name? Browsers say where it comes from, and other sites cannot make them
 * lie; `unsaid` is what counts when nothing was said at all.
 */
export function isSameOrigin(request: FastifyRequest, config: ServiceConfig, unsaid: boolean): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return unsaid;
  const ours = config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : `${request.protocol}://${request.headers.host}`;
  return origin === ours;
}
