import {
  AdministrationEntryView,
  AdministrationPageView,
  AdministrationQuery,
  AuditEntryView,
  AuditPageView,
  AuditQuery,
} from '@baton/contracts';
import { DAY } from '@baton/kernel';
import { type AdministrationCursor, type AuditCursor, recentAdministration, recentEvents } from '@baton/persistence';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Route } from '../http/route.js';
import { cursorOf, readCursor } from '../wire/cursor.js';
import { presentAll } from '../wire/present.js';

/** Who did what: across all cases, and to the company itself. */
@Controller('api/v1')
export class AuditController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('audit')
  @Route({ summary: 'What happened in all cases, the latest first', access: 'admin', answers: AuditPageView })
  async audit(@Query() { by, type, since, limit, cursor }: AuditQuery): Promise<AuditPageView> {
    const after = readCursor<AuditCursor>(cursor, { at: 'instant', caseId: 'uuid', seq: 'integer' });
    const filter = {
      by: by ?? null,
      type: type ?? null,
      since: sinceOf(since),
    };
    const { entries, next } = await recentEvents(this.dataSource, filter, limit ?? 100, after);
    return { items: presentAll(AuditEntryView, entries), next: next && cursorOf(next) };
  }

  @Get('audit/administration')
  @Route({
    summary: 'What administrators did to the company and to access, the latest first',
    access: 'admin',
    answers: AdministrationPageView,
  })
  async administration(@Query() { by, since, limit, cursor }: AdministrationQuery): Promise<AdministrationPageView> {
    const after = readCursor<AdministrationCursor>(cursor, { at: 'instant', id: 'integer' });
    const filter = { by: by ?? null, since: sinceOf(since) };
    const { entries, next } = await recentAdministration(this.dataSource, filter, limit ?? 100, after);
    return { items: presentAll(AdministrationEntryView, entries), next: next && cursorOf(next) };
  }
}

const sinceOf = (since: string | undefined) => (since === undefined ? Date.now() - 7 * DAY : Date.parse(since));
