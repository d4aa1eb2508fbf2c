import type { StoredResponse } from '@baton/application';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { etagOf } from './etag.js';

/** An answer with more to it than a body: status, version, place. */
export class Answer {
  constructor(
    readonly body: unknown,
    readonly facts: {
      readonly status?: number;
      /** Becomes the ETag. */
      readonly version?: number | string | null;
      readonly location?: string;
      /** Told before, under the same Idempotency-Key. */
      readonly replayed?: boolean;
    } = {},
  ) {}

  static again({ status, body, version }: StoredResponse): Answer {
    return new Answer(body, { status, version, replayed: true });
  }
}

/** Turns an {@link Answer} into status, headers and body. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => (result instanceof Answer ? tell(result, reply) : result)));
  }
}

function tell({ body, facts }: Answer, reply: FastifyReply): unknown {
  const { status, version, location, replayed } = facts;
  if (status !== undefined) void reply.status(status);
  if (version !== undefined && version !== null) void reply.header('etag', etagOf(version));
  if (location !== undefined) void reply.header('location', location);
  if (replayed) void reply.header('idempotency-replayed', 'true');
  return body;
}
