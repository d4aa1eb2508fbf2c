import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import { NestLogger } from '@baton/server';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { readYourWrites } from './http/read-your-writes.js';
import { refuseDeepBodies } from './http/refuse-deep-bodies.js';
import { followRequests, requestIdOf } from './http/request-hooks.js';
import { tellBrowsers } from './http/security-headers.js';
import type { Infrastructure } from './infrastructure.js';
import { Streams } from './live/streams.js';
import { takeTrackerForms } from './tracker/form-bodies.js';
import { builtWeb, serveWeb } from './web/serve-web.js';

/** A body may be this long; texts in it are limited further by their contracts. */
const MAX_BODY = 1_048_576;

/** The service, ready to listen or to be asked without a port; `web` is the folder of the built web application. */
export async function createService(given: Infrastructure, web: string = builtWeb): Promise<NestFastifyApplication> {
  const { config, logger, metrics } = given;
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY,
    trustProxy: config.TRUST_PROXY,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers),
    // Keep-alive connections without a request do not hold up the end.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(given), adapter, {
    logger: new NestLogger(logger),
    // JSON only, by Fastify itself: forms of other sites are refused before they are read.
    bodyParser: false,
  });
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  followRequests(server, logger, metrics);
  refuseDeepBodies(server);
  takeTrackerForms(server);
  await app.register(cookie);
  readYourWrites(server, given.dataSource, config);
  await tellBrowsers(server, config);
  await serveWeb(server, web);
  await app.init();
  metrics.gauge('baton_live_streams', 'Live streams that are open', () => app.get(Streams).size);
  await server.ready();
  return app;
}
