import { KeyParams, SessionView, WhoseQuery } from '@baton/contracts';
import { Access } from '@baton/persistence';
import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { SessionEnds } from '../live/session-ends.js';
import { IDLE_SECONDS } from '../session/session-cookie.js';
import { presentAll } from '../wire/present.js';
import { whoseOnes } from './whose-ones.js';

/** Where people are signed in, to look at and to end. */
@Controller('api/v1/sessions')
export class SessionListController {
  constructor(
    private readonly access: Access,
    private readonly ends: SessionEnds,
  ) {}

  @Get()
  @Route({
    summary: 'Lists the open sessions: one’s own, or those of everyone for administrators',
    access: 'agent',
    answers: 'list',
    of: SessionView,
  })
  async list(@Query() { whose }: WhoseQuery, @TheActor() actor: Actor): Promise<SessionView[]> {
    const sessions = await this.access.sessionsOf(whoseOnes(whose, actor), IDLE_SECONDS);
    const own = actor.credential.toString('hex');
    return presentAll(
      SessionView,
      sessions.map((session) => ({ ...session, isThisOne: session.id === own })),
    );
  }

  @Delete(':id')
  @Route({ summary: 'Ends a session: one’s own, or anyone’s for administrators', access: 'agent', status: 204 })
  async end(@Param() { id }: KeyParams, @TheActor() { person }: Actor): Promise<void> {
    const sessions = await this.access.sessionsOf(person.role === 'admin' ? null : person.id, IDLE_SECONDS);
    if (!sessions.some((session) => session.id === id)) throw Problem.notFound();
    const credential = Buffer.from(id, 'hex');
    await this.access.endSessionFor(person.id, credential);
    this.ends.ended(credential);
  }
}
