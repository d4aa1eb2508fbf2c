import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the build of the web application lies beside this one. */
export const builtWeb: string = join(import.meta.dirname, '../../../web/dist');

/**
 * Serves the web application, when it is built: its files, whose names change with their content, may be kept for ever;
 * every address that a browser opens is its one page, which finds out itself what to show there.
 */
export async function serveWeb(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await server.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
    index: false,
  });
  for (const name of STAYING)
    server.get(`/${name}`, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(name, folder, { cacheControl: false, immutable: false }),
    );
  server.addHook('onRequest', async (request, reply) => {
    if (isForThePage(request)) return sendPage(reply, folder);
  });
}

/** Files whose names stay: what shows notices while no page is open, and as what a device installs the application. */
const STAYING = [
  'sw.js',
  'manifest.webmanifest',
  'apple-touch-icon.png',
  'icon-192.png',
  'icon-512.png',
  'icon-maskable.png',
];

/** These answer for themselves; everything else that a browser opens is a place of the application. */
const NOT_THE_PAGE = /^\/(api|health|metrics|assets|t|sw\.js|manifest\.webmanifest|[\w-]+\.png)(\/|\?|$)/;

const isForThePage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !NOT_THE_PAGE.test(url) &&
  (headers.accept?.includes('text/html') ?? false);

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  const policy = String(reply.getHeader('content-security-policy'));
  return reply
    .header('content-security-policy', `${policy};${STYLES}`)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept')
    .sendFile('index.html', folder, { cacheControl: false, immutable: false });
}

/** The component kit writes its theme into a style element. */
const STYLES = "style-src 'self' 'unsafe-inline'";
