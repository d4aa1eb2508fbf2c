import type { Role } from '@baton/domain';
import { applyDecorators, HttpCode, Post, SetMetadata } from '@nestjs/common';
import { CaseView } from '@baton/contracts';
import type { Shape } from '../wire/fields.js';

/** What a route promises: who may call it and what it answers. The guard, the walk over all routes and OpenAPI read it. */
export interface RouteFacts {
  readonly summary: string;
  /** The least role that may call it; `anyone` needs no sign-in. Duties on a case are the rules' business. */
  readonly access: MinimumRole;
  readonly status?: number;
  /** Shape of the answer; none for 204 and for what is not JSON. */
  readonly answers?: Shape | 'list' | 'text' | 'object';
  /** With `list`: of what. */
  readonly of?: Shape;
  /** Content type, when it is not JSON. */
  readonly type?: string;
  /** Changes a case, or something with a version: takes If-Match and answers with an ETag. */
  readonly versioned?: boolean;
  /** A page for whoever has its address: that alone opens it, no cookie counts, and programs are told nothing of it. */
  readonly byLink?: boolean;
  /** Takes an Idempotency-Key. */
  readonly idempotent?: boolean;
}

export type MinimumRole = 'anyone' | Role;

export const ROUTE = Symbol('route');

/** Declares a route. Every route has one: without it the guard lets nobody pass. */
export const Route = (facts: RouteFacts) => applyDecorators(SetMetadata(ROUTE, facts), HttpCode(facts.status ?? 200));

/** A command on a case: answers with the case as it is afterwards. Who may give it, the rule decides. */
export const Command = (path: string, summary: string) =>
  applyDecorators(
    Post(path),
    Route({ summary, access: 'agent', answers: CaseView, versioned: true, idempotent: true }),
  );
