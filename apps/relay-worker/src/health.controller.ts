import { Controller, Get, Header, Res } from '@nestjs/common';
import { readBacklog } from '@baton/persistence';
import { Metrics } from '@baton/server';
import type { FastifyReply } from 'fastify';

import { RelayWorker } from './relay-worker.js';

/** What an orchestrator and Prometheus ask the worker. */
@Controller()
export class HealthController {
  constructor(
    private readonly worker: RelayWorker,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live() {
    return { status: 'ok' };
  }

  /** Ready: the database answers and this machine's clock is right. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const database = await readBacklog(this.worker.dataSource).then(
      () => true,
      () => false,
    );
    const clock = this.worker.guard.healthy;
    reply.status(database && clock ? 200 : 503);
    return { status: database && clock ? 'ok' : 'not ready', database, clock };
  }

  @Get('metrics')
  @Header('Cache-Control', 'no-store')
  async prometheus(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.header('Content-Type', this.metrics.contentType);
    return this.metrics.metricsText();
  }
}
