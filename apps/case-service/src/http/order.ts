import { createHash } from 'node:crypto';
import type { FirstAnswer, IdempotencyKey, Order, StoredResponse } from '@baton/application';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { caseView } from '../case/case-view.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { actorOf, type ServiceRequest } from './actor.js';
import { seenVersion } from './etag.js';
import { Problem } from './problem.js';

/** Who commands, on which version, under which key: read from the request's headers. */
export const TheOrder = createParamDecorator((_: unknown, context: ExecutionContext): Order =>
  orderOf(context.switchToHttp().getRequest<ServiceRequest>()),
);

/** The same with another answer to a first success: 201 for what opens something. */
export const TheOpeningOrder = createParamDecorator((_: unknown, context: ExecutionContext): Order =>
  orderOf(context.switchToHttp().getRequest<ServiceRequest>(), 201),
);

const MAX_KEY = 200;

function orderOf(request: ServiceRequest, successStatus = 200): Order {
  const { person } = actorOf(request);
  const expectedVersion = seenVersion(request.headers['if-match']);
  const idempotency = keyOf(request, person.id, successStatus);
  return {
    actorId: person.id,
    correlationId: request.id,
    ...(expectedVersion !== undefined && { expectedVersion }),
    ...(idempotency && { idempotency }),
  };
}

function keyOf(request: ServiceRequest, principal: string, successStatus: number): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.trim() === '' || key.length > MAX_KEY)
    throw new Problem(400, 'invalid-request', {
      fields: [{ field: 'Idempotency-Key', message: `must be 1 to ${MAX_KEY} characters` }],
    });
  return {
    principal,
    route: `${request.method} ${request.routeOptions.url ?? request.url}`,
    key,
    requestHash: hashOf(request),
    respond: (answer) => responseTo(answer, successStatus),
  };
}

/** What the client is told, and told again when it asks again. */
export function responseTo(answer: FirstAnswer, successStatus: number): StoredResponse {
  if (answer.outcome === 'done')
    return { status: successStatus, body: caseView(answer.state), version: answer.state.version };
  const problem = Problem.refused(answer.refusal, answer.detail);
  return { status: problem.status, body: problem.body(), version: answer.version };
}

/** The same request hashes the same, however its fields are ordered. */
function hashOf(request: ServiceRequest): string {
  const text = `${request.method} ${request.url}\n${canonicalJson(request.body ?? null)}`;
  return createHash('sha256').update(text).digest('hex');
}
