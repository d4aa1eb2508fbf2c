import {
  ChangePresenceRequest,
  ChooseLanguageRequest,
  DeactivatePersonRequest,
  KeyParams,
  MeView,
  PersonDeactivatedView,
  PersonDutiesView,
  PersonView,
  PutPersonRequest,
} from '@baton/contracts';
import {
  type CompanyRecords,
  heirOf,
  isOversight,
  isPresent,
  leads,
  type OwnReason,
  type Person,
  relievePerson,
} from '@baton/domain';
import { type Order, reliefOf, RunCommandUseCase } from '@baton/application';
import { Access, CompanyDirectory, FindCasesOfPerson } from '@baton/persistence';
import type { Instant } from '@baton/kernel';
import { Body, Controller, Get, Headers, Param, Post, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TheActor } from '../http/actor.js';
import { Answer } from '../http/answer.js';
import { contentVersion, requireMatch } from '../http/etag.js';
import { TheOrder } from '../http/order.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { meView } from '../session/me-view.js';
import { asCommand } from '../wire/as-command.js';
import { present } from '../wire/present.js';
import { withContentVersion } from './company-views.js';

/** People come, are there or not, and leave; what rests on them never does so without an owner (H8, H14). */
@Controller('api/v1')
export class PersonController {
  constructor(
    private readonly directory: CompanyDirectory,
    private readonly commands: RunCommandUseCase,
    private readonly access: Access,
    private readonly dataSource: DataSource,
  ) {}

  @Put('people/:id')
  @Route({ summary: 'Saves a person', access: 'admin', answers: PersonView, versioned: true })
  async put(
    @Param() { id }: KeyParams,
    @Body() body: PutPersonRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @TheActor() { person: { id: by, language } }: Actor,
  ): Promise<Answer> {
    const { person, isNew } = await this.directory.edit((records) => {
      const before = records.people.find((one) => one.id === id);
      if (before) requireMatch(ifMatch, contentVersion(before));
      const person: Person = { ...(before ?? { ...newcomer, language }), ...asCommand(body), id };
      check(person, records);
      return {
        put: { people: [person] },
        event: { by, type: 'person.saved', aboutId: id, name: person.name },
        result: { person, isNew: before === undefined },
      };
    });
    const view = present(PersonView, withContentVersion(person));
    return new Answer(view, { status: isNew ? 201 : 200, version: view.version });
  }

  @Post('people/:id/deactivate')
  @Route({
    summary: 'Somebody leaves for good: everything they hold goes to whoever stands in',
    access: 'admin',
    answers: PersonDeactivatedView,
  })
  async deactivate(
    @Param() { id }: KeyParams,
    @Body() { reason }: DeactivatePersonRequest,
    @TheOrder() order: Order,
  ): Promise<PersonDeactivatedView> {
    // First nothing new can come to them, then what they have goes: here, and whatever is left by the worker.
    const person = await this.directory.edit((records, at) => {
      const before = records.people.find((one) => one.id === id);
      if (!before) throw Problem.notFound();
      const others = records.people.filter((one) => one.id !== id && one.active);
      if (!others.some((one) => one.role === 'admin')) throw Problem.refused('last-admin');
      const departments = ledBy(id, records.departments);
      if (departments.length > 0) throw Problem.refused('still-leads', { departments });
      const after: Person = { ...before, active: false };
      const relief = reliefOf({ personId: id, entirely: true, reason }, records.revision, at);
      const event = { by: order.actorId, type: 'person.left', aboutId: id, name: after.name } as const;
      return { put: { people: [after] }, effects: [relief], event, result: after };
    });
    await this.access.endSessionsOf(id);
    const relievedCaseIds = await this.relieve(id, true, reason, order);
    return present(PersonDeactivatedView, { ...withContentVersion(person), relievedCaseIds });
  }

  @Post('me/presence')
  @Route({
    summary: 'Says whether one is there; open offers go to the pool when one is not',
    access: 'agent',
    answers: MeView,
  })
  async changePresence(
    @Body() body: ChangePresenceRequest,
    @TheActor() actor: Actor,
    @TheOrder() order: Order,
  ): Promise<MeView> {
    return meView({ ...actor, person: await this.setPresence(actor.person.id, body, order) });
  }

  @Post('me/language')
  @Route({ summary: 'Says in which language one is written to', access: 'agent', answers: MeView })
  async chooseLanguage(@Body() { language }: ChooseLanguageRequest, @TheActor() actor: Actor): Promise<MeView> {
    const person = await this.directory.edit(({ people }) => {
      const after: Person = { ...people.find(({ id }) => id === actor.person.id)!, language };
      return { put: { people: [after] }, result: after };
    });
    return meView({ ...actor, person });
  }

  @Post('people/:id/presence')
  @Route({
    summary: 'Says for somebody else whether they are there: for their lead and oversight',
    access: 'lead',
    answers: PersonView,
  })
  async changePresenceOf(
    @Param() { id }: KeyParams,
    @Body() body: ChangePresenceRequest,
    @TheActor() actor: Actor,
    @TheOrder() order: Order,
  ): Promise<PersonView> {
    const company = await this.directory.current();
    const person = company.people.get(id);
    if (!person) throw Problem.notFound();
    if (!isOversight(actor.person) && !leads(actor.person, person.departmentId, company))
      throw Problem.refused('not-your-department', { departmentId: person.departmentId });
    return present(PersonView, withContentVersion(await this.setPresence(id, body, order)));
  }

  @Get('people/:id/duties')
  @Route({ summary: 'What rests on somebody, and to whom it would go', access: 'admin', answers: PersonDutiesView })
  async duties(@Param() { id }: KeyParams): Promise<PersonDutiesView> {
    const company = await this.directory.current();
    if (!company.people.has(id)) throw Problem.notFound();
    const heirId = heirOf(company, id, Date.now());
    return present(PersonDutiesView, {
      openCases: (await new FindCasesOfPerson(this.dataSource).find(id, 'duties')).length,
      heirId: heirId === id ? null : heirId,
      leads: ledBy(id, [...company.departments.values()]),
    });
  }

  /** Open offers go to the pool when the person is not there. */
  private async setPresence(personId: string, body: ChangePresenceRequest, order: Order): Promise<Person> {
    const { presence, absences } = asCommand(body);
    const { person, at } = await this.directory.edit((records, at) => {
      const before = records.people.find((one) => one.id === personId)!;
      if (absences?.some(({ from, to }) => to <= from)) throw Problem.refused('absence-ends-before-it-begins');
      const person: Person = { ...before, presence, absences: absences ?? before.absences };
      const relief = { personId: person.id, entirely: false, reason: AWAY };
      const goesAt = [
        ...(isPresent(person, at) ? [] : [at]),
        ...person.absences.map(({ from }) => from).filter(isAfter(at)),
      ];
      const effects = goesAt.map((from) => reliefOf(relief, records.revision, from));
      return { put: { people: [person] }, effects, result: { person, at } };
    });
    if (!isPresent(person, at)) await this.relieve(personId, false, AWAY, order);
    return person;
  }

  /** Case by case: each changes hands in one transaction of its own. */
  private async relieve(personId: string, entirely: boolean, reason: string, order: Order): Promise<string[]> {
    const { actorId, correlationId } = order;
    const relieved: string[] = [];
    for (const id of await new FindCasesOfPerson(this.dataSource).find(personId, entirely ? 'duties' : 'offers')) {
      const outcome = await this.commands.execute(
        relievePerson,
        { kind: 'case', id },
        { personId, entirely, reason },
        { actorId, ...(correlationId && { correlationId }) },
      );
      if (outcome.outcome === 'done') relieved.push(id);
    }
    return relieved;
  }
}

const ledBy = (id: string, departments: CompanyRecords['departments']): string[] =>
  departments.filter((one) => one.active && (one.leadId === id || one.headId === id)).map((one) => one.id);

/** Said in the reader's language. */
const AWAY: OwnReason = 'is-away';

const isAfter = (at: Instant) => (from: Instant) => from > at;

/** Written to in the language of whoever enters them, until they choose. */
const newcomer = { active: true, presence: 'available', absences: [] } as const;

/** What a person refers to exists, and nobody else signs in with the same address. */
function check({ id, email, departmentId, substituteId }: Person, { people, departments }: CompanyRecords): void {
  if (!departments.some((one) => one.id === departmentId && one.active))
    throw Problem.refused('unknown-department', { departmentId });
  if (substituteId !== null && !people.some((one) => one.id === substituteId && one.active && one.id !== id))
    throw Problem.refused('unknown-person', { personId: substituteId });
  if (people.some((one) => one.id !== id && one.email.toLowerCase() === email.toLowerCase()))
    throw Problem.refused('email-taken', { email });
}
