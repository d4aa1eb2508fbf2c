import type { Role } from '@baton/domain';
import { Access, CompanyDirectory } from '@baton/persistence';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ServiceConfig } from '../config.js';
import { cookieName, hashOf, IDLE_SECONDS } from '../session/session-cookie.js';
import type { Actor, ServiceRequest } from './actor.js';
import { Problem } from './problem.js';
import { type MinimumRole, ROUTE, type RouteFacts } from './route.js';
import { isSameOrigin } from './same-origin.js';

/** Lets a request through to a route whose declared role its sender has. A route without a declaration lets nobody through. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: Access,
    private readonly directory: CompanyDirectory,
    private readonly config: ServiceConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ServiceRequest>();
    const route = this.reflector.get<RouteFacts | undefined>(ROUTE, context.getHandler());
    if (route === undefined) throw new Problem(403, 'not-allowed-here');
    // Nothing rides along with a secret address: another site that knows it needs no browser of ours.
    if (route.byLink) return true;
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const cookie = request.cookies[cookieName(this.config)];
    if (bearer === undefined && isUnsafe(request.method) && !isSameOrigin(request, this.config, cookie === undefined))
      throw new Problem(403, 'cross-site');
    if (route.access === 'anyone') return true;

    const actor = await this.actorBehind(bearer, cookie);
    if (actor === null) throw new Problem(401, 'not-signed-in', {}, { 'www-authenticate': 'Bearer' });
    request.actor = actor;
    if (!includes(actor.person.role, route.access)) throw new Problem(403, 'not-allowed-here', { needs: route.access });
    return true;
  }

  private async actorBehind(bearer: string | undefined, cookie: string | undefined): Promise<Actor | null> {
    const secret = bearer ?? cookie;
    if (secret === undefined || secret === '') return null;
    const credential = hashOf(secret);
    const entrant =
      bearer === undefined
        ? await this.access.entrantBySession(credential, IDLE_SECONDS)
        : await this.access.entrantByToken(credential);
    if (entrant === null) return null;
    const company = await this.directory.asOf(entrant.revision);
    const person = company.people.get(entrant.personId);
    return person ? { person, company, via: bearer === undefined ? 'session' : 'token', credential } : null;
  }
}

/** From the least to the most. */
export const ranks: readonly Role[] = ['agent', 'lead', 'supervisor', 'admin'];

export const includes = (role: Role, needed: Exclude<MinimumRole, 'anyone'>): boolean =>
  ranks.indexOf(role) >= ranks.indexOf(needed);

const isUnsafe = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method);
