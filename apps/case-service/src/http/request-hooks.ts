import { randomUUID } from 'node:crypto';
import type { Logger, Metrics } from '@baton/server';
import { runWithCorrelation, trace } from '@baton/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServiceRequest } from './actor.js';

/** The id of a request: the caller's own when it is sane, so that it can be followed across systems; else its trace's, or a new one. */
export function requestIdOf(headers: NodeJS.Dict<string | string[]>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : (trace.traceId() ?? randomUUID());
}

/** Everything a request does happens under its id; when it ends it is a line in the log and a figure in the metrics. */
export function followRequests(server: FastifyInstance, logger: Logger, metrics: Metrics): void {
  const durations = metrics.histogram('baton_http_request_seconds', 'How long requests took', [
    'method',
    'route',
    'status',
  ]);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (request.routeOptions.url) trace.nameRequest(request.method, request.routeOptions.url);
    runWithCorrelation(request.id, done);
  });
  server.addHook('onResponse', (request: ServiceRequest, reply, done) => {
    const route = routeOf(request);
    const { statusCode: status } = reply;
    durations.observe({ method: request.method, route, status: String(status) }, reply.elapsedTime / 1000);
    const line = {
      method: request.method,
      route,
      status,
      ms: Math.round(reply.elapsedTime),
      requestId: request.id,
      ...(request.actor && { personId: request.actor.person.id }),
    };
    if (QUIET.has(route)) logger.debug(line, 'request');
    else logger.info(line, 'request');
    done();
  });
}

/** The pattern, not the address: ids belong into neither metrics nor logs. */
const routeOf = (request: FastifyRequest) => request.routeOptions.url ?? 'none';

/** Asked every few seconds by machines. */
const QUIET = new Set(['/health/live', '/health/ready', '/metrics']);
