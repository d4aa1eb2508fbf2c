import { createServer, type Server } from 'node:http';
import type { Logger, Metrics } from '@baton/server';
import type { ServiceConfig } from '../config.js';

/** Serves `/metrics` on a port of its own, where METRICS_PORT asks for one: the public port then shows no figures (ASVS 13.4.5). */
export async function serveMetrics(config: ServiceConfig, metrics: Metrics, logger: Logger): Promise<Server | null> {
  const { METRICS, METRICS_PORT, HOST } = config;
  if (!METRICS || METRICS_PORT === undefined) return null;
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.metricsText().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      (err: unknown) => {
        logger.error({ err }, 'metrics could not be read');
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(METRICS_PORT, HOST, resolve));
  return server;
}
