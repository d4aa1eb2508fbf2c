import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Logger } from '@baton/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER } from '../infrastructure.js';
import { isDatabaseAway } from './is-database-away.js';
import { Problem } from './problem.js';

/** The one place where anything that went wrong becomes an answer. What nobody expected is logged here, once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.problemOf(error, request);
    if (reply.raw.headersSent) return void reply.raw.destroy();
    void reply
      .status(problem.status)
      .headers(problem.headers)
      .type('application/problem+json; charset=utf-8')
      .send({ ...problem.body(), requestId: request.id });
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException) {
      const known = ofFramework(error);
      if (known) return known;
    }
    if (isDatabaseAway(error)) {
      this.logger.error({ err: error }, 'the database did not answer');
      return new Problem(503, 'database-unavailable', {}, { 'retry-after': '5' });
    }
    this.logger.error({ err: error, method: request.method, route: request.routeOptions.url }, 'unexpected error');
    return new Problem(500, 'unexpected-error');
  }
}

/** What the framework itself refuses: addresses, bodies and content types. */
function ofFramework(error: HttpException): Problem | undefined {
  switch (error.getStatus()) {
    case 400:
      return new Problem(400, 'bad-json');
    case 404:
      return new Problem(404, 'no-such-route');
    case 413:
      return new Problem(413, 'body-too-large');
    case 415:
      return new Problem(415, 'unsupported-content');
    default:
      return undefined;
  }
}
