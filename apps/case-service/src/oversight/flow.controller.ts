import {
  FlowCasesPageView,
  FlowCasesQuery,
  FlowCaseView,
  FlowsView,
  OversightPeriodQuery,
  WaitsReportView,
} from '@baton/contracts';
import { isOversight } from '@baton/domain';
import { casesOfFlow, type FlowCursor, flowsBetweenDepartments, waitsOfPeriod } from '@baton/persistence';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { cursorOf, readCursor } from '../wire/cursor.js';
import { present, presentAll } from '../wire/present.js';
import { scopeOf } from './scope-of.js';

/** How work flows between departments, and how long it lies; a lead sees what their own department takes part in. */
@Controller('api/v1/oversight')
export class FlowController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('flows')
  @Route({
    summary: 'How often work went from one department to another in a period, and how often straight back',
    access: 'lead',
    answers: FlowsView,
  })
  async flows(@Query() query: OversightPeriodQuery, @TheActor() { person }: Actor): Promise<FlowsView> {
    const period = { ...periodOf(query), departmentId: scopeOf(person, query.departmentId) };
    return present(FlowsView, await flowsBetweenDepartments(this.dataSource, period));
  }

  @Get('flows/cases')
  @Route({ summary: 'The cases behind one route, the latest first', access: 'lead', answers: FlowCasesPageView })
  async cases(@Query() query: FlowCasesQuery, @TheActor() { person }: Actor): Promise<FlowCasesPageView> {
    const { fromDepartmentId, toDepartmentId, limit, cursor } = query;
    // Whose department took part in a case may see it, confidential or not (O6).
    if (!isOversight(person) && ![fromDepartmentId, toDepartmentId].includes(person.departmentId))
      throw new Problem(403, 'not-allowed-here', { yourDepartmentId: person.departmentId });
    const { items, next } = await casesOfFlow(this.dataSource, {
      ...periodOf(query),
      fromDepartmentId,
      toDepartmentId,
      limit: limit ?? 50,
      after: readCursor<FlowCursor>(cursor, { at: 'instant', id: 'uuid' }),
    });
    return { items: presentAll(FlowCaseView, items), next: next && cursorOf(next) };
  }

  @Get('waits')
  @Route({
    summary: 'How long hand-offs wait and legs are held: by week, and by department over the period',
    access: 'lead',
    answers: WaitsReportView,
  })
  async waits(@Query() query: OversightPeriodQuery, @TheActor() { person }: Actor): Promise<WaitsReportView> {
    const period = { ...periodOf(query), departmentId: scopeOf(person, query.departmentId) };
    return present(WaitsReportView, await waitsOfPeriod(this.dataSource, period));
  }
}

const periodOf = ({ from, to }: { readonly from: string; readonly to: string }) => ({
  from: Date.parse(from),
  to: Date.parse(to),
});
