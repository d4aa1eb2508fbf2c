import { DepartmentView, KeyParams, PutDepartmentRequest } from '@baton/contracts';
import type { CompanyRecords, Department } from '@baton/domain';
import { CompanyDirectory } from '@baton/persistence';
import { Body, Controller, Headers, Param, Put } from '@nestjs/common';
import { type Actor, TheActor } from '../http/actor.js';
import { Answer } from '../http/answer.js';
import { contentVersion, requireMatch } from '../http/etag.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';
import { present } from '../wire/present.js';
import { withContentVersion } from './company-views.js';

@Controller('api/v1/departments')
export class DepartmentController {
  constructor(private readonly directory: CompanyDirectory) {}

  @Put(':id')
  @Route({ summary: 'Saves a department', access: 'admin', answers: DepartmentView, versioned: true })
  async put(
    @Param() { id }: KeyParams,
    @Body() body: PutDepartmentRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @TheActor() { person: { id: by } }: Actor,
  ): Promise<Answer> {
    const { department, isNew } = await this.directory.edit((records) => {
      const before = records.departments.find((one) => one.id === id);
      if (before) requireMatch(ifMatch, contentVersion(before));
      const department: Department = { ...asCommand(body), id };
      check(department, before, records);
      return {
        put: { departments: [department] },
        event: { by, type: 'department.saved', aboutId: id, name: department.name },
        result: { department, isNew: before === undefined },
      };
    });
    const view = present(DepartmentView, withContentVersion(department));
    return new Answer(view, { status: isNew ? 201 : 200, version: view.version });
  }
}

/** What a department refers to exists, and nobody is left in one that is closed, nor the company without oversight (E4). */
function check(department: Department, before: Department | undefined, records: CompanyRecords): void {
  const { id, calendarId, leadId, headId, active, kind } = department;
  if (!records.calendars.some((calendar) => calendar.id === calendarId))
    throw Problem.refused('unknown-calendar', { calendarId });
  for (const personId of [leadId, headId]) {
    if (personId !== null && !records.people.some((person) => person.id === personId && person.active))
      throw Problem.refused('unknown-person', { personId });
  }
  const members = records.people.filter((person) => person.departmentId === id && person.active);
  if (!active && members.length > 0)
    throw Problem.refused('department-not-empty', { people: members.map((person) => person.id) });
  const oversees = (one: Department) => one.kind === 'oversight' && one.active;
  const others = records.departments.filter((one) => one.id !== id);
  if (before && oversees(before) && !(kind === 'oversight' && active) && !others.some(oversees))
    throw Problem.refused('oversight-needed');
}
