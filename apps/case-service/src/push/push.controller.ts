import { randomUUID } from 'node:crypto';
import { IdParams, KeepPushRequest, PushKeyView, PushSubscriptionView } from '@baton/contracts';
import { InstallationSecrets, type ListedPushSubscription, PushSubscriptions } from '@baton/persistence';
import { isPushKey, PushServices, Vapid } from '@baton/server';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ServiceConfig } from '../config.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

/** Nobody reads notices on more of them. */
const MOST_DEVICES = 10;

/** The devices on which the caller is told what waits for them, for as long as they are signed in there. */
@Controller('api/v1/push')
export class PushController {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly services: PushServices,
    private readonly secrets: InstallationSecrets,
    private readonly config: ServiceConfig,
  ) {}

  @Get('key')
  @Route({ summary: 'The public key that browsers subscribe with', access: 'agent', answers: PushKeyView })
  async key(): Promise<PushKeyView> {
    const { secret } = await this.secrets.current('vapid');
    return present(PushKeyView, new Vapid(secret, this.config.contact));
  }

  @Get('subscriptions')
  @Route({
    summary: 'Lists the caller’s devices that are told',
    access: 'agent',
    answers: 'list',
    of: PushSubscriptionView,
  })
  async list(@TheActor() actor: Actor): Promise<PushSubscriptionView[]> {
    return (await this.subscriptions.ofPerson(actor.person.id)).map((one) => view(one, actor));
  }

  @Post('subscriptions')
  @Route({
    summary: 'Has this browser told what waits for the caller, until they sign out; again to renew it',
    access: 'agent',
    answers: PushSubscriptionView,
  })
  async keep(@Body() body: KeepPushRequest, @TheActor() actor: Actor): Promise<PushSubscriptionView> {
    if (actor.via !== 'session') throw new Problem(403, 'browser-needed');
    if (!this.services.knows(body.endpoint)) throw Problem.refused('unknown-push-service');
    const publicKey = Buffer.from(body.publicKey, 'base64url');
    if (!isPushKey(publicKey)) throw Problem.refused('push-key-malformed');
    const authSecret = Buffer.from(body.authSecret, 'base64url');
    const kept = await this.subscriptions.keep(
      randomUUID(),
      { ...body, publicKey, authSecret, sessionId: actor.credential },
      MOST_DEVICES,
    );
    if (kept === null) throw Problem.refused('too-many-devices', { limit: MOST_DEVICES });
    return view(kept, actor);
  }

  @Post('subscriptions/:id/try-out')
  @Route({ summary: 'Has one of the caller’s devices show that it is told', access: 'agent', status: 204 })
  async tryOut(@Param() { id }: IdParams, @TheActor() { person }: Actor): Promise<void> {
    if (!(await this.subscriptions.tryOut(id, person.id))) throw Problem.notFound();
  }

  @Delete('subscriptions/:id')
  @Route({ summary: 'Tells one of the caller’s devices nothing more', access: 'agent', status: 204 })
  async end(@Param() { id }: IdParams, @TheActor() { person }: Actor): Promise<void> {
    if (!(await this.subscriptions.end(id, person.id))) throw Problem.notFound();
  }
}

const view = (one: ListedPushSubscription, { credential }: Actor): PushSubscriptionView =>
  present(PushSubscriptionView, { ...one, isThisOne: one.sessionId.equals(credential) });
