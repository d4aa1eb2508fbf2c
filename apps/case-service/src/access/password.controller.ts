import { ChangePasswordRequest, KeyParams, PasswordMadeView } from '@baton/contracts';
import { Access, CompanyDirectory } from '@baton/persistence';
import { hashPassword, newPassword } from '@baton/server';
import { verify } from '@node-rs/argon2';
import { Body, Controller, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { BrowserSessions } from '../session/browser-sessions.js';
import { SignInThrottle } from '../session/sign-in-throttle.js';
import { present } from '../wire/present.js';

/** Passwords: one's own is changed by whoever knows it, that of others is made anew. Whatever the old one opened ends. */
@Controller('api/v1')
export class PasswordController {
  constructor(
    private readonly access: Access,
    private readonly directory: CompanyDirectory,
    private readonly throttle: SignInThrottle,
    private readonly sessions: BrowserSessions,
  ) {}

  @Put('me/password')
  @Route({ summary: 'Changes one’s own password; one stays signed in here alone', access: 'agent', status: 204 })
  async change(
    @Body() { current, next }: ChangePasswordRequest,
    @TheActor() { person: { id, email }, via }: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (via !== 'session') throw new Problem(403, 'session-needed');
    await this.throttle.begin(email, request.ip);
    const credential = await this.access.credentialOf(email);
    if (!credential?.passwordHash || !(await verify(credential.passwordHash, current)))
      throw Problem.refused('wrong-password');
    await this.throttle.succeeded(email, request.ip);
    const nextHash = await hashPassword(next);
    await this.access.setPassword(id, nextHash, id);
    // Whoever changes it again at this moment is the one who stays signed in.
    await this.sessions.begin(id, nextHash, request, reply);
  }

  @Post('people/:id/password')
  @Route({
    summary: 'Makes a new password for somebody and tells it, this once',
    access: 'admin',
    status: 201,
    answers: PasswordMadeView,
  })
  async make(@Param() { id }: KeyParams, @TheActor() { person: by, via }: Actor): Promise<PasswordMadeView> {
    if (via !== 'session') throw new Problem(403, 'session-needed');
    const person = (await this.directory.current()).people.get(id);
    if (!person) throw Problem.notFound();
    if (!person.active) throw Problem.refused('unknown-person', { personId: id });
    const password = newPassword();
    await this.access.setPassword(id, await hashPassword(password), by.id);
    return present(PasswordMadeView, { password });
  }
}
