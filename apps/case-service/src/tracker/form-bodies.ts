import type { FastifyInstance } from 'fastify';
import { Problem } from '../http/problem.js';

/** The longest text a form takes, when each of its characters is sent as twelve. */
const MAX_FORM = 64 * 1024;

/** Lets the customer's page send its forms. Every other address takes JSON only, so that forms of other sites are refused unread. */
export function takeTrackerForms(server: FastifyInstance): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM },
    (request, body, done) => {
      if (request.routeOptions.url?.startsWith('/t/'))
        done(null, Object.fromEntries(new URLSearchParams(body as string)));
      else done(new Problem(415, 'unsupported-content'));
    },
  );
}
