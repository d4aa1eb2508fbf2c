import { CalendarView, DepartmentView, JourneyView, PersonView, PolicyView } from '@baton/contracts';
import { CompanyDirectory } from '@baton/persistence';
import { Controller, Get } from '@nestjs/common';
import { Route } from '../http/route.js';
import { presentAll } from '../wire/present.js';
import { newestOfEach } from './newest-of-each.js';
import { withContentVersion } from './company-views.js';

/** The company, for everybody who works in it. */
@Controller('api/v1')
export class CompanyController {
  constructor(private readonly directory: CompanyDirectory) {}

  @Get('departments')
  @Route({ summary: 'Lists the departments', access: 'agent', answers: 'list', of: DepartmentView })
  async departments(): Promise<DepartmentView[]> {
    const { departments } = await this.directory.records();
    return presentAll(DepartmentView, departments.map(withContentVersion));
  }

  @Get('people')
  @Route({ summary: 'Lists the people', access: 'agent', answers: 'list', of: PersonView })
  async people(): Promise<PersonView[]> {
    const { people } = await this.directory.records();
    return presentAll(PersonView, people.map(withContentVersion));
  }

  @Get('calendars')
  @Route({
    summary: 'Lists the calendars, each in its newest version',
    access: 'agent',
    answers: 'list',
    of: CalendarView,
  })
  async calendars(): Promise<CalendarView[]> {
    const { calendars } = await this.directory.records();
    return presentAll(CalendarView, newestOfEach(calendars));
  }

  @Get('journeys')
  @Route({
    summary: 'Lists the journeys, each in its newest version',
    access: 'agent',
    answers: 'list',
    of: JourneyView,
  })
  async journeys(): Promise<JourneyView[]> {
    const { journeys } = await this.directory.records();
    return presentAll(JourneyView, newestOfEach(journeys));
  }

  @Get('policies')
  @Route({ summary: 'Lists the ladders, each in its newest version', access: 'agent', answers: 'list', of: PolicyView })
  async policies(): Promise<PolicyView[]> {
    const { policies } = await this.directory.records();
    return presentAll(PolicyView, newestOfEach(policies));
  }
}
