import {
  CalendarPreviewView,
  CalendarSavedView,
  type HolidayDto,
  KeyParams,
  PreviewCalendarRequest,
  PutCalendarRequest,
  type WeekDto,
} from '@baton/contracts';
import {
  type BusinessCalendar,
  type CalendarWeek,
  checkCalendar,
  compileCalendar,
  createCalendars,
  type Holiday,
  recalculateClock,
} from '@baton/domain';
import { DAY, type Instant, SECOND } from '@baton/kernel';
import { CompanyDirectory, runningClocksIn } from '@baton/persistence';
import { Body, Controller, Headers, Param, Post, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TheActor } from '../http/actor.js';
import { Answer } from '../http/answer.js';
import { requireMatch } from '../http/etag.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';
import { newestWithId } from './newest-of-each.js';

/** Calendars are edited by making versions; clocks that run move over in the background (clock rule 8, W5). */
@Controller('api/v1/calendars')
export class CalendarController {
  constructor(
    private readonly directory: CompanyDirectory,
    private readonly dataSource: DataSource,
  ) {}

  @Put(':id')
  @Route({
    summary: 'Saves a calendar as a new version and says how many due dates move',
    access: 'admin',
    answers: CalendarSavedView,
    versioned: true,
  })
  async put(
    @Param() { id }: KeyParams,
    @Body() body: PutCalendarRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @TheActor() { person: { id: by } }: Actor,
  ): Promise<Answer> {
    const { calendar, versions, at } = await this.directory.edit((records, at) => {
      const before = newestWithId(records.calendars, id);
      if (before) requireMatch(ifMatch, before.version);
      const calendar = calendarOf(id, (before?.version ?? 0) + 1, at, body);
      const checked = checkCalendar(calendar, at);
      if (checked.outcome === 'refused') throw Problem.refused(checked.refusal, checked.detail);
      return {
        put: { calendars: [calendar] },
        effects: before ? [recalculation(calendar, at)] : [],
        event: { by, type: 'calendar.saved', aboutId: id, name: calendar.name, version: calendar.version },
        result: { calendar, versions: [...records.calendars, calendar], at },
      };
    });
    const moving = await this.movingClocks(versions, id, at);
    const body_ = present(CalendarSavedView, { ...calendar, ...moving });
    return new Answer(body_, { status: calendar.version === 1 ? 201 : 200, version: calendar.version });
  }

  @Post('preview')
  @Route({
    summary: 'Says what a calendar means, saved or not: its open hours, and what is due when',
    access: 'admin',
    answers: CalendarPreviewView,
  })
  preview(@Body() body: PreviewCalendarRequest): CalendarPreviewView {
    const from = Date.parse(body.from);
    const to = Math.min(Date.parse(body.to), from + LONGEST_PREVIEW);
    const startAt = Date.parse(body.startAt);
    const calendar = calendarOf('preview', 1, startAt, body.calendar);
    const checked = checkCalendar(calendar, startAt);
    if (checked.outcome === 'refused') throw Problem.refused(checked.refusal, checked.detail);
    const hours = compileCalendar(calendar);
    return present(CalendarPreviewView, {
      windows: hours.windows(from, to),
      dues: body.seconds.map((seconds) => ({ seconds, at: hours.add(startAt, seconds) })),
      isOpen: hours.isOpen(startAt),
    });
  }

  /** The clocks whose due date is another one by the new version. */
  private async movingClocks(versions: readonly BusinessCalendar[], calendarId: string, at: Instant) {
    const calendars = createCalendars(versions);
    const caseIds = new Set<string>();
    let dueDatesThatMove = 0;
    for await (const clock of runningClocksIn(this.dataSource, calendarId)) {
      const decision = recalculateClock(clock, calendars, Math.max(at, clock.startedAt));
      if (decision.outcome === 'refused') continue;
      const last = decision.value.at(-1);
      if (last?.type !== 'clock.recalculated' || last.dueAt === last.previousDueAt) continue;
      dueDatesThatMove += 1;
      if (caseIds.size < 100) caseIds.add(clock.caseId);
    }
    return { dueDatesThatMove, caseIds: [...caseIds] };
  }
}

const LONGEST_PREVIEW = 400 * DAY;

const recalculation = ({ id, version }: BusinessCalendar, at: Instant) => ({
  key: `recalculate:${id}:${version}`,
  topic: 'recalculate' as const,
  orderKey: `recalculate:${id}`,
  body: { calendarId: id, version, afterId: null },
  notBefore: at,
});

const calendarOf = (id: string, version: number, at: Instant, body: PutCalendarRequest): BusinessCalendar => ({
  id,
  version,
  // The first version holds for the past as well: cases may be entered that began before it. Clocks count whole seconds.
  effectiveFrom: version === 1 ? 0 : at - (at % SECOND),
  name: body.name,
  zone: body.zone,
  week: weekOf(body.week),
  holidays: body.holidays.map(holidayOf),
  overrides: body.overrides.map(({ date, windows }) => ({
    date,
    windows: windows.map(({ from, to }) => ({ from, to })),
  })),
});

const weekOf = (week: WeekDto): CalendarWeek =>
  Object.fromEntries(
    Object.entries(week)
      .filter(([, windows]) => windows != null)
      .map(([day, windows]) => [
        day,
        (windows as { from: string; to: string }[]).map(({ from, to }) => ({ from, to })),
      ]),
  );

/** What a kind needs and was not given is malformed, as `checkCalendar` will say. */
function holidayOf({ kind, name, date = '', day = '', from = '', to = '' }: HolidayDto): Holiday {
  switch (kind) {
    case 'date':
      return { kind, name, date };
    case 'range':
      return { kind, name, from, to };
    case 'yearly':
      return { kind, name, day };
    case 'yearly-range':
      return { kind, name, from, to };
  }
}
