import { Access } from '@baton/persistence';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceConfig } from '../config.js';
import { SessionEnds } from '../live/session-ends.js';
import { cookieName, cookieOptions, hashOf, newSecret, SESSION_SECONDS } from './session-cookie.js';

/** Lets a browser in and out again: the row that is kept and the cookie that is sent. */
@Injectable()
export class BrowserSessions {
  constructor(
    private readonly access: Access,
    private readonly ends: SessionEnds,
    private readonly config: ServiceConfig,
  ) {}

  /** Always a new secret; whatever the browser had ends. False when the password that was proved has been changed since. */
  async begin(
    personId: string,
    provedHash: string | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<boolean> {
    await this.endThatOf(request);
    const secret = newSecret();
    if (!(await this.access.openSession(hashOf(secret), personId, SESSION_SECONDS, provedHash))) return false;
    void reply.setCookie(cookieName(this.config), secret, { ...cookieOptions(this.config), maxAge: SESSION_SECONDS });
    return true;
  }

  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.endThatOf(request);
    void reply.clearCookie(cookieName(this.config), cookieOptions(this.config));
  }

  private async endThatOf(request: FastifyRequest): Promise<void> {
    const secret = request.cookies[cookieName(this.config)];
    if (!secret) return;
    await this.access.endSession(hashOf(secret));
    this.ends.ended(hashOf(secret));
  }
}
