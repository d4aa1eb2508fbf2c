import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** No request of ours nests deeper; one that nests endlessly would exhaust whoever walks through it (ASVS 1.5.2). */
const DEEPEST = 20;

export function refuseDeepBodies(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    if (isDeeperThan(DEEPEST, request.body)) done(new Problem(400, 'bad-json', { detail: 'It is nested too deeply.' }));
    else done();
  });
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(depth - 1, inner));
}
