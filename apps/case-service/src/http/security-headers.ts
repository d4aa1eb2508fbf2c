import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from '../config.js';

/** What browsers are told to refuse. HSTS and upgrades only where people really come over https (ASVS 3.4). */
export async function tellBrowsers(server: FastifyInstance, config: ServiceConfig): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        ...(config.isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    hsts: config.isSecure && { maxAge: 365 * 24 * 3600, includeSubDomains: true },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
