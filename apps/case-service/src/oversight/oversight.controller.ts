import {
  DepartmentQuery,
  FindingItemView,
  FindingsPageView,
  NearMissSummaryView,
  PeriodQuery,
  StalledPageView,
  StalledView,
} from '@baton/contracts';
import { isOversight } from '@baton/domain';
import {
  type FindingCursor,
  listFindings,
  type StalledCursor,
  stalledQueue,
  summarizeNearMisses,
} from '@baton/persistence';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TheActor } from '../http/actor.js';
import { Route } from '../http/route.js';
import { cursorOf, readCursor } from '../wire/cursor.js';
import { present, presentAll } from '../wire/present.js';
import { businessAge } from './business-age.js';
import { nextActionFor } from './next-action.js';
import { scopeOf } from './scope-of.js';

/** What oversight watches; a lead sees the same of their own department. */
@Controller('api/v1')
export class OversightController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('stalled')
  @Route({
    summary:
      'What stands still or will be late, by risk to the customer’s date, with the next action and who must do it',
    access: 'lead',
    answers: StalledPageView,
  })
  async stalled(@Query() query: DepartmentQuery, @TheActor() { person, company }: Actor): Promise<StalledPageView> {
    const after = readCursor<StalledCursor>(query.cursor, {
      customerDueAt: 'instant or null',
      caseId: 'uuid',
      subjectId: 'uuid',
    });
    const page = { departmentId: scopeOf(person, query.departmentId), limit: query.limit ?? 50, after };
    const { items, next } = await stalledQueue(this.dataSource, page);
    const at = Date.now();
    return {
      items: items.map((item) =>
        present(StalledView, { ...item, ...businessAge(item, company, at), nextAction: nextActionFor(item) }),
      ),
      next: next && cursorOf(next),
    };
  }

  @Get('findings')
  @Route({ summary: 'Facts against the standards, the latest first', access: 'lead', answers: FindingsPageView })
  async findings(@Query() query: DepartmentQuery, @TheActor() { person }: Actor): Promise<FindingsPageView> {
    const after = readCursor<FindingCursor>(query.cursor, { at: 'instant', id: 'uuid' });
    const page = { departmentId: scopeOf(person, query.departmentId), limit: query.limit ?? 50, after };
    const { findings, next } = await listFindings(this.dataSource, page);
    return { items: presentAll(FindingItemView, findings), next: next && cursorOf(next) };
  }

  @Get('near-misses')
  @Route({
    summary: 'How close calls ended, by department, in a period',
    access: 'lead',
    answers: 'list',
    of: NearMissSummaryView,
  })
  async nearMisses(@Query() { from, to }: PeriodQuery, @TheActor() { person }: Actor): Promise<NearMissSummaryView[]> {
    const all = await summarizeNearMisses(this.dataSource, Date.parse(from), Date.parse(to));
    const own = isOversight(person) ? all : all.filter(({ departmentId }) => departmentId === person.departmentId);
    return presentAll(NearMissSummaryView, own);
  }
}
