import { HealthView } from '@baton/contracts';
import { type SchemaState, schemaState } from '@baton/persistence';
import { ClockGuard, type Logger, Metrics } from '@baton/server';
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { ServiceConfig } from '../config.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { LOGGER } from '../infrastructure.js';

/** What orchestrators and Prometheus ask. */
@Controller()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clockGuard: ClockGuard,
    private readonly metrics: Metrics,
    private readonly config: ServiceConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get('health/live')
  @Route({ summary: 'The process is up', access: 'anyone', answers: HealthView })
  live(): HealthView {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Route({
    summary: 'Requests can be served: the database answers, its schema is not behind, this clock is right',
    access: 'anyone',
    answers: HealthView,
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const schema = await this.schema();
    const clock = this.clockGuard.healthy ? 'right' : 'wrong';
    const ok = schema !== null && schema !== 'behind' && clock === 'right';
    void reply.status(ok ? 200 : 503);
    return {
      status: ok ? 'ok' : 'not-ready',
      database: schema === null ? 'unreachable' : 'reachable',
      ...(schema && { schema }),
      clock,
    };
  }

  @Get('metrics')
  @Header('cache-control', 'no-store')
  @Route({ summary: 'Figures for Prometheus', access: 'anyone', answers: 'text', type: 'text/plain' })
  async prometheus(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!this.config.METRICS || this.config.METRICS_PORT !== undefined) throw new Problem(404, 'no-such-route');
    void reply.type(this.metrics.contentType);
    return this.metrics.metricsText();
  }

  private async schema(): Promise<SchemaState | null> {
    try {
      return await schemaState(this.dataSource);
    } catch (err) {
      this.logger.warn({ err }, 'not ready: the database does not answer');
      return null;
    }
  }
}
