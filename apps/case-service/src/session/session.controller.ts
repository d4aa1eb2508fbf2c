import { MeView, SignInRequest } from '@baton/contracts';
import { Access, CompanyDirectory } from '@baton/persistence';
import type { Logger } from '@baton/server';
import { hash, verify } from '@node-rs/argon2';
import { Body, Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { LOGGER } from '../infrastructure.js';
import { BrowserSessions } from './browser-sessions.js';
import { meView } from './me-view.js';
import { newSecret } from './session-cookie.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** Signing in and out, and who one is. */
@Controller('api/v1')
export class SessionController {
  constructor(
    private readonly access: Access,
    private readonly directory: CompanyDirectory,
    private readonly throttle: SignInThrottle,
    private readonly sessions: BrowserSessions,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post('session')
  @Route({
    summary: 'Signs in with e-mail and password; the session comes as a cookie',
    access: 'anyone',
    answers: MeView,
  })
  async signIn(
    @Body() { email, password }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    const credential = await this.access.credentialOf(email);
    await this.throttle.begin(email, request.ip);
    // Somebody unknown costs as much time as somebody known, so that nobody can be found out.
    const matches = await verify(credential?.passwordHash ?? (await nobodysHash), password);
    if (
      credential === null ||
      credential.passwordHash === null ||
      !credential.active ||
      !matches ||
      !(await this.sessions.begin(credential.personId, credential.passwordHash, request, reply))
    ) {
      this.logger.warn({ address: request.ip }, 'a sign-in failed');
      throw new Problem(401, 'wrong-credentials');
    }
    await this.throttle.succeeded(email, request.ip);
    const person = (await this.directory.current()).people.get(credential.personId)!;
    return meView({ person, via: 'session' });
  }

  @Delete('session')
  @Route({ summary: 'Signs out; live streams of the session end with it', access: 'anyone', status: 204 })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(request, reply);
  }

  @Get('me')
  @Route({ summary: 'Who am I', access: 'agent', answers: MeView })
  me(@TheActor() actor: Actor): MeView {
    return meView(actor);
  }
}

/** Of a password that nobody has. */
const nobodysHash = hash(newSecret());
