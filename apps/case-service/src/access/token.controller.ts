import { randomUUID } from 'node:crypto';
import { IdParams, MakeTokenRequest, TokenMadeView, TokenView, WhoseQuery } from '@baton/contracts';
import { Access } from '@baton/persistence';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { hashOf, newSecret } from '../session/session-cookie.js';
import { present, presentAll } from '../wire/present.js';
import { whoseOnes } from './whose-ones.js';

/** Tokens for programs: each acts as the person who made it. */
@Controller('api/v1/tokens')
export class TokenController {
  constructor(private readonly access: Access) {}

  @Get()
  @Route({
    summary: 'Lists the tokens: one’s own, or those of everyone for administrators',
    access: 'agent',
    answers: 'list',
    of: TokenView,
  })
  async list(@Query() { whose }: WhoseQuery, @TheActor() actor: Actor): Promise<TokenView[]> {
    return presentAll(TokenView, await this.access.tokensOf(whoseOnes(whose, actor)));
  }

  @Post()
  @Route({
    summary: 'Makes a token and tells its secret, this once',
    access: 'agent',
    status: 201,
    answers: TokenMadeView,
  })
  async make(
    @Body() { name, expiresAt }: MakeTokenRequest,
    @TheActor() { person, via }: Actor,
  ): Promise<TokenMadeView> {
    // Else a token that got into wrong hands could outlive its end.
    if (via !== 'session') throw new Problem(403, 'session-needed');
    const until = expiresAt == null ? null : Date.parse(expiresAt);
    if (until !== null && until <= Date.now()) throw Problem.refused('due-in-the-past');
    const secret = `bt_${newSecret()}`;
    const id = randomUUID();
    const prefix = secret.slice(0, 9);
    await this.access.addToken(
      { id, personId: person.id, name, prefix, sha256: hashOf(secret), expiresAt: until },
      person.id,
    );
    const made = (await this.access.tokensOf(person.id)).find((token) => token.id === id)!;
    return present(TokenMadeView, { ...made, secret });
  }

  @Delete(':id')
  @Route({ summary: 'Ends a token: one’s own, or anyone’s for administrators', access: 'agent', status: 204 })
  async end(@Param() { id }: IdParams, @TheActor() { person }: Actor): Promise<void> {
    if (!(await this.access.revokeToken(person.id, id, person.role === 'admin' ? null : person.id)))
      throw Problem.notFound();
  }
}
