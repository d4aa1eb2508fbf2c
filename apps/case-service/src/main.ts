import 'reflect-metadata';
import { beginTracing, createLogger, readConfig, SetupProblem, Shutdown } from '@baton/server';
import { ServiceConfig } from './config.js';
import { createService } from './create-service.js';
import { connect } from './infrastructure.js';
import { Streams } from './live/streams.js';
import { serveMetrics } from './health/serve-metrics.js';

const config = readSettings();
const logger = createLogger({ name: 'case-service', level: config.LOG_LEVEL });
const shutdown = new Shutdown(logger).exitWithParent();

try {
  const tracing = await beginTracing('case-service', process.env, logger);
  const infrastructure = await connect(config, { logger });
  await infrastructure.clockGuard.start();
  const app = await createService(infrastructure);
  const metricsServer = await serveMetrics(config, infrastructure.metrics, logger);
  // Streams never end by themselves; once they are closed, the server waits for the requests that are under way.
  shutdown
    .onShutdown('streams', () => app.get(Streams).close())
    .onShutdown('http', () => app.close())
    .onShutdown('metrics', () => metricsServer?.close())
    .onShutdown('connections', () => infrastructure.close())
    .onShutdown('traces', () => tracing.end());
  await app.listen(config.PORT, config.HOST);
  logger.info({ address: await app.getUrl() }, 'case-service is ready');
  process.send?.('ready');
} catch (err) {
  if (err instanceof SetupProblem) process.stderr.write(`${err.message}\n`);
  logger.fatal({ err }, 'case-service cannot start');
  await shutdown.begin('start failed', 1);
}

function readSettings(): ServiceConfig {
  try {
    return readConfig(ServiceConfig, process.env);
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
