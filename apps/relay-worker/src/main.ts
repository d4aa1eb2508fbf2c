import 'reflect-metadata';

import { beginTracing, ConfigError, createLogger, Metrics, NestLogger, readConfig, Shutdown } from '@baton/server';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

import { WorkerConfig } from './config.js';
import { RelayWorker } from './relay-worker.js';
import { registerWorkerMetrics } from './worker-metrics.js';
import { WorkerModule } from './worker.module.js';

const config = readSettings();
const logger = createLogger({ name: 'relay-worker', level: config.LOG_LEVEL });
const shutdown = new Shutdown(logger).exitWithParent();

try {
  const metrics = new Metrics('relay-worker', logger);
  const tracing = await beginTracing('relay-worker', process.env, logger);
  const worker = await RelayWorker.open(config, logger, metrics);
  registerWorkerMetrics(metrics, worker);
  if (config.WORKER_PORT !== undefined) {
    const app = await NestFactory.create(WorkerModule.for(worker, metrics), new FastifyAdapter(), {
      logger: new NestLogger(logger),
    });
    await app.listen(config.WORKER_PORT, config.HOST);
    shutdown.onShutdown('http', () => app.close());
  }
  shutdown.onShutdown('worker', () => worker.stop()).onShutdown('traces', () => tracing.end());
  await worker.start();
  logger.info('relay-worker is ready');
  process.send?.('ready');
} catch (err) {
  logger.fatal({ err }, 'relay-worker cannot start');
  await shutdown.begin('start failed', 1);
}

function readSettings(): WorkerConfig {
  try {
    return readConfig(WorkerConfig, process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
