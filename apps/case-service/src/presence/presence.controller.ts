import { PresenceView, ShowPresenceRequest, TabParams } from '@baton/contracts';
import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';
import { Presences } from './presences.js';
import { PresenceThrottle } from './presence-throttle.js';

/** Two people on one case see each other. Every tab says every 15 s that it is there, and when it is left. */
@Controller('api/v1/cases/:id/presence/:tab')
export class PresenceController {
  constructor(
    private readonly cases: Cases,
    private readonly presences: Presences,
    private readonly throttle: PresenceThrottle,
  ) {}

  @Put()
  @Route({
    summary: 'Says that the caller is at the case, until 24 s from now; answers who is. Changes come on the stream',
    access: 'agent',
    answers: PresenceView,
  })
  async show(
    @Param() { id, tab }: TabParams,
    @Body() { doing }: ShowPresenceRequest,
    @TheActor() { person }: Actor,
  ): Promise<PresenceView> {
    this.throttle.count(person.id);
    await this.cases.mustBeSeenBy(person.id, id);
    const people = this.presences.show(id, { personId: person.id, tab, doing: doing ?? null });
    return present(PresenceView, { caseId: id, people });
  }

  @Delete()
  @Route({ summary: 'Says that the caller has left the case', access: 'agent', status: 204 })
  leave(@Param() { id, tab }: TabParams, @TheActor() { person }: Actor): void {
    this.throttle.count(person.id);
    this.presences.leave(id, { personId: person.id, tab });
  }
}
