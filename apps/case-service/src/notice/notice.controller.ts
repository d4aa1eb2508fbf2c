import { MarkNoticesReadRequest, NoticesPage, NoticesReadView, NoticesQuery, NoticeView } from '@baton/contracts';
import type { NoticeParams } from '@baton/domain';
import { markNoticesRead, type NoticeCursor, noticesOfPerson } from '@baton/persistence';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TheActor } from '../http/actor.js';
import { Route } from '../http/route.js';
import { cursorOf, readCursor } from '../wire/cursor.js';
import { present } from '../wire/present.js';

/** What the caller was told, and why. */
@Controller('api/v1/notices')
export class NoticeController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Route({
    summary: 'Lists the caller’s notices, the newest first; each says why it came',
    access: 'agent',
    answers: NoticesPage,
  })
  async list(@Query() { only, limit, cursor }: NoticesQuery, @TheActor() { person }: Actor): Promise<NoticesPage> {
    const after = readCursor<NoticeCursor>(cursor, {
      at: 'instant',
      caseId: 'uuid',
      seq: 'integer',
    });
    const { notices, unread, next } = await noticesOfPerson(this.dataSource, person.id, limit ?? 50, after, only);
    return {
      items: notices.map((notice) =>
        present(NoticeView, {
          ...notice,
          params: { code: null, ...(notice.body['params'] as Partial<NoticeParams>) } as NoticeParams,
          whyText: String(notice.body['whyText'] ?? notice.why),
        }),
      ),
      unread,
      next: next && cursorOf(next),
    };
  }

  @Post('read')
  @Route({ summary: 'Marks notices as read: those named, or all', access: 'agent', answers: NoticesReadView })
  async markRead(@Body() body: MarkNoticesReadRequest, @TheActor() { person }: Actor): Promise<NoticesReadView> {
    const which = body.all === true ? 'all' : (body.notices ?? []);
    return { marked: await markNoticesRead(this.dataSource, person.id, which) };
  }
}
