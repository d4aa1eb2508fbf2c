import { isPosition, type Reader, readingAs, replicaOf } from '@baton/persistence';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { ServiceConfig } from '../config.js';
import { cookieOptions } from '../session/session-cookie.js';

/** An answer to a command says how far it wrote; whoever sends that back reads at least as far, whichever process answers. */
const POSITION = 'baton-position';
/** A replica that is this far behind is not read, so nothing need be remembered longer. */
const KEPT_SECONDS = 10;

/** With a replica, people see what they just did: the position of their last write travels in a cookie, or a program's header. */
export function readYourWrites(server: FastifyInstance, dataSource: DataSource, config: ServiceConfig): void {
  if (!replicaOf(dataSource)) return;
  const readers = new WeakMap<FastifyRequest, Reader>();
  server.addHook('onRequest', (request, _reply, done) => {
    const told = request.headers[POSITION] ?? request.cookies[POSITION];
    const reader: Reader = { position: isPosition(told) ? told : null, hasWritten: false };
    readers.set(request, reader);
    readingAs(reader, done);
  });
  server.addHook('onSend', async (request, reply) => {
    const reader = readers.get(request);
    if (!reader?.hasWritten || reader.position === null) return;
    void reply.header(POSITION, reader.position);
    void reply.setCookie(POSITION, reader.position, { ...cookieOptions(config), maxAge: KEPT_SECONDS });
  });
}
