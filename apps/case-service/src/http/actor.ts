import type { Company, Person } from '@baton/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who sent a request, and how they proved it. */
export interface Actor {
  readonly person: Person;
  /** As it was when they were let in: nobody has to ask for it again. */
  readonly company: Company;
  readonly via: 'session' | 'token';
  /** Hash of the session or token: names it in the log and ends what depends on it. */
  readonly credential: Buffer;
}

/** A request as the guard leaves it. */
export interface ServiceRequest extends FastifyRequest {
  actor?: Actor;
}

/** The person behind a request; only for routes that need one. */
export const TheActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<ServiceRequest>()),
);

export function actorOf(request: ServiceRequest): Actor {
  if (request.actor === undefined) throw new Error(`${request.method} ${request.url} ran without an actor`);
  return request.actor;
}
