import { InboxView } from '@baton/contracts';
import { CompanyDirectory, inboxOf } from '@baton/persistence';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { openSecondsLeft } from '../company/open-seconds-left.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

@Controller('api/v1/inbox')
export class InboxController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: CompanyDirectory,
  ) {}

  @Get()
  @Route({
    summary: 'All that waits for the caller: offered, in work, coming, handed on and not finished, promised, asked',
    access: 'agent',
    answers: InboxView,
  })
  async inbox(@TheActor() { person }: Actor): Promise<InboxView> {
    const inbox = await inboxOf(this.dataSource, person.id);
    const { calendars } = await this.directory.current();
    const left = (row: { readonly calendarId: string | null }, dueAt: number | null) =>
      openSecondsLeft(calendars, row.calendarId, dueAt, Date.now());
    return present(InboxView, {
      ...inbox,
      offers: inbox.offers.map((row) => ({ ...row, openSecondsLeft: left(row, row.expiresAt) })),
      legs: inbox.legs.map((row) => ({ ...row, openSecondsLeft: left(row, row.dueAt) })),
      asked: inbox.asked.map((row) => ({ ...row, openSecondsLeft: left(row, row.dueAt) })),
    });
  }
}
