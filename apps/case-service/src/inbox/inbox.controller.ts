import { InboxView } from '@baton/contracts';
import { inboxOf } from '@baton/persistence';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TheActor } from '../http/actor.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

@Controller('api/v1/inbox')
export class InboxController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Route({
    summary: 'All that waits for the caller: offered, in work, coming, handed on and not finished, promised, asked',
    access: 'agent',
    answers: InboxView,
  })
  async inbox(@TheActor() { person }: Actor): Promise<InboxView> {
    return present(InboxView, await inboxOf(this.dataSource, person.id));
  }
}
