import { InboxQuery, InboxView } from '@baton/contracts';
import { inboxListOf, inboxOf, type InboxPlace } from '@baton/persistence';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { openSecondsLeft } from '../company/open-seconds-left.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { cursorOf, readCursor } from '../wire/cursor.js';
import { present } from '../wire/present.js';

@Controller('api/v1/inbox')
export class InboxController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Route({
    summary:
      'What waits for the caller: offered, in work, coming, handed on and not finished, promised, asked; the first of each list, or more of one',
    access: 'agent',
    answers: InboxView,
  })
  async inbox(@Query() { list, cursor }: InboxQuery, @TheActor() { person, company }: Actor): Promise<InboxView> {
    if (cursor !== undefined && list === undefined)
      throw new Problem(400, 'invalid-request', {
        fields: [{ field: 'list', message: 'must say of which list `cursor` is the `next`' }],
      });
    const after = readCursor<InboxPlace>(cursor, { at: 'instant or null', caseId: 'uuid', id: 'uuid' });
    const inbox = await (list
      ? inboxListOf(this.dataSource, person.id, list, after)
      : inboxOf(this.dataSource, person.id));
    const left = (row: { readonly calendarId: string | null }, dueAt: number | null) =>
      openSecondsLeft(company.calendars, row.calendarId, dueAt, Date.now());
    const { next } = inbox;
    const cursorTo = (place: InboxPlace | null) => place && cursorOf(place);
    return present(InboxView, {
      ...inbox,
      offers: inbox.offers.map((row) => ({ ...row, openSecondsLeft: left(row, row.expiresAt) })),
      legs: inbox.legs.map((row) => ({ ...row, openSecondsLeft: left(row, row.dueAt) })),
      asked: inbox.asked.map((row) => ({ ...row, openSecondsLeft: left(row, row.dueAt) })),
      next: {
        offers: cursorTo(next.offers),
        legs: cursorTo(next.legs),
        coming: cursorTo(next.coming),
        handedOn: cursorTo(next.handedOn),
        promises: cursorTo(next.promises),
        asked: cursorTo(next.asked),
      },
    });
  }
}
