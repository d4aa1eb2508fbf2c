import type { Order } from '@baton/application';
import {
  AddNoteRequest,
  CancelCaseRequest,
  CaseEventsPage,
  CaseEventView,
  CaseListItemView,
  CaseListPageView,
  CaseView,
  ChangePriorityRequest,
  CloseCaseRequest,
  ForecastView,
  IdParams,
  ListCasesQuery,
  OpenCaseRequest,
  PageQuery,
  ReopenCaseRequest,
  ResolveCaseRequest,
} from '@baton/contracts';
import { addNote, cancelCase, changePriority, closeCase, forecastOf, reopenCase, resolveCase } from '@baton/domain';
import { type CaseListCursor, listCases, timelineOf } from '@baton/persistence';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { openSecondsLeft } from '../company/open-seconds-left.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Answer } from '../http/answer.js';
import { TheOpeningOrder, TheOrder } from '../http/order.js';
import { Command, Route } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';
import { cursorOf, readCursor } from '../wire/cursor.js';
import { factsOnTheWire } from '../wire/facts-on-the-wire.js';
import { present, presentAll } from '../wire/present.js';
import { filterFor } from './case-list.js';
import { caseView } from './case-view.js';
import { Cases } from './cases.js';

/** Cases: opened, listed, read, and led to their end. */
@Controller('api/v1/cases')
export class CaseController {
  constructor(
    private readonly cases: Cases,
    private readonly dataSource: DataSource,
  ) {}

  @Post()
  @Route({
    summary: 'Opens a case; the caller becomes its owner',
    access: 'agent',
    status: 201,
    answers: CaseView,
    versioned: true,
    idempotent: true,
  })
  open(@Body() body: OpenCaseRequest, @TheOpeningOrder() order: Order): Promise<Answer> {
    const { confidential, ...asked } = asCommand(body);
    return this.cases.open({ ...asked, confidential: confidential ?? false }, order);
  }

  @Get()
  @Route({
    summary: 'Lists cases, the newest first unless `sort` says otherwise',
    access: 'agent',
    answers: CaseListPageView,
  })
  async list(@Query() query: ListCasesQuery, @TheActor() { person, company }: Actor): Promise<CaseListPageView> {
    const { id, limit, cursor, sort } = query;
    const now = Date.now();
    const filter = filterFor(query, person, company, now);
    const after = readCursor<CaseListCursor>(cursor, {
      number: 'integer',
      priority: 'word',
      dueAt: 'instant or null',
    });
    const { cases, next } = await listCases(
      this.dataSource,
      { ...filter, ...(id && { ids: id }) },
      limit ?? 50,
      after,
      sort,
    );
    const items = cases.map((one) => ({
      ...one,
      openSecondsLeft: openSecondsLeft(company.calendars, one.calendarId, one.dueAt, now),
    }));
    return { items: presentAll(CaseListItemView, items), next: next && cursorOf(next) };
  }

  @Get(':id')
  @Route({
    summary: 'Reads a case with its legs, co-owners, promises and clocks',
    access: 'agent',
    answers: CaseView,
    versioned: true,
  })
  async read(@Param() { id }: IdParams, @TheActor() { person }: Actor): Promise<Answer> {
    const { state } = await this.cases.seenBy(person.id, { kind: 'case', id });
    return new Answer(caseView(state), { version: state.version });
  }

  @Get(':id/events')
  @Route({ summary: 'Reads what happened to a case, the latest first', access: 'agent', answers: CaseEventsPage })
  async events(
    @Param() { id }: IdParams,
    @Query() { limit, cursor }: PageQuery,
    @TheActor() { person }: Actor,
  ): Promise<CaseEventsPage> {
    const { state } = await this.cases.seenBy(person.id, { kind: 'case', id });
    const before = readCursor<{ seq: number }>(cursor, { seq: 'integer' });
    const { entries, next } = await timelineOf(this.dataSource, state.id, limit ?? 100, before?.seq);
    return {
      items: entries.map((entry) => present(CaseEventView, { ...entry, facts: factsOnTheWire(entry.facts) })),
      next: next === null ? null : cursorOf({ seq: next }),
    };
  }

  @Get(':id/forecast')
  @Route({
    summary: 'When it will be done if everyone takes the time they have',
    access: 'agent',
    answers: ForecastView,
  })
  async forecast(@Param() { id }: IdParams, @TheActor() { person }: Actor): Promise<ForecastView> {
    const { state, company, at } = await this.cases.seenBy(person.id, { kind: 'case', id });
    return present(ForecastView, forecastOf(state, company, at));
  }

  @Command(':id/resolve', 'Claims that it is done; refused while anything hangs, with the list of what does')
  resolve(@Param() { id }: IdParams, @Body() body: ResolveCaseRequest, @TheOrder() order: Order) {
    return this.cases.run(resolveCase, { kind: 'case', id }, asCommand(body), order);
  }

  @Command(':id/close', 'Ends a resolved case')
  close(@Param() { id }: IdParams, @Body() body: CloseCaseRequest, @TheOrder() order: Order) {
    return this.cases.run(closeCase, { kind: 'case', id }, asCommand(body), order);
  }

  @Command(':id/reopen', 'Goes on with a case that was thought done')
  reopen(@Param() { id }: IdParams, @Body() body: ReopenCaseRequest, @TheOrder() order: Order) {
    return this.cases.run(reopenCase, { kind: 'case', id }, asCommand(body), order);
  }

  @Command(':id/cancel', 'Stops a case that the customer does not want any more')
  cancel(@Param() { id }: IdParams, @Body() body: CancelCaseRequest, @TheOrder() order: Order) {
    return this.cases.run(cancelCase, { kind: 'case', id }, asCommand(body), order);
  }

  @Command(':id/priority', 'Makes a case more or less urgent')
  changePriority(@Param() { id }: IdParams, @Body() body: ChangePriorityRequest, @TheOrder() order: Order) {
    return this.cases.run(changePriority, { kind: 'case', id }, asCommand(body), order);
  }

  @Command(':id/notes', 'Adds an internal note')
  addNote(@Param() { id }: IdParams, @Body() body: AddNoteRequest, @TheOrder() order: Order) {
    return this.cases.run(addNote, { kind: 'case', id }, asCommand(body), order);
  }
}
