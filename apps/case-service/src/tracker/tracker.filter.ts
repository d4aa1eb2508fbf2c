import type { Logger } from '@baton/server';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceConfig } from '../config.js';
import { isDatabaseAway } from '../http/is-database-away.js';
import { LOGGER } from '../infrastructure.js';
import { languageOf } from './language.js';
import { sendPage } from './send-page.js';
import { troublePage } from './tracker-page.js';
import type { Words } from './words/words.js';

/** A page that cannot be shown, for a reason that a customer may know. */
export class TrackerTrouble extends Error {
  override readonly name = 'TrackerTrouble';

  constructor(
    readonly status: number,
    readonly trouble: keyof Words['trouble'],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(trouble);
  }

  /** The same whether a link is malformed, forged, retired, or leads to nothing. */
  static unknown(): TrackerTrouble {
    return new TrackerTrouble(404, 'unknown');
  }
}

/** Customers read pages, not problem documents; and whatever went wrong inside stays inside. */
@Catch()
export class TrackerFilter implements ExceptionFilter {
  constructor(
    private readonly config: ServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.raw.headersSent) return void reply.raw.destroy();
    const { status, trouble, headers } = this.troubleOf(error, request);
    const { lang } = request.query as { readonly lang?: unknown };
    const language = languageOf(lang, request.headers['accept-language']);
    sendPage(reply, { status, language, page: troublePage(language, trouble), config: this.config }, headers);
  }

  private troubleOf(error: unknown, request: FastifyRequest): TrackerTrouble {
    if (error instanceof TrackerTrouble) return error;
    if (isDatabaseAway(error)) {
      this.logger.error({ err: error }, 'the database did not answer');
      return new TrackerTrouble(503, 'away', { 'retry-after': '5' });
    }
    this.logger.error({ err: error, method: request.method, route: request.routeOptions.url }, 'unexpected error');
    return new TrackerTrouble(500, 'wrong');
  }
}
