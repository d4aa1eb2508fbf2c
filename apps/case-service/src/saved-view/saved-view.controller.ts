import {
  sharings,
  type CaseFilter,
  ChooseDefaultViewRequest,
  IdParams,
  SavedViewsView,
  SavedViewView,
  SaveViewRequest,
} from '@baton/contracts';
import {
  type Company,
  mayChangeView,
  maySeeView,
  mayShareView,
  type Person,
  type SavedView,
  viewedDepartmentsOf,
} from '@baton/domain';
import { SavedViews, type ViewOutcome } from '@baton/persistence';
import { Body, Controller, Delete, Get, Headers, Param, Post, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { filterFor } from '../case/case-list.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Answer } from '../http/answer.js';
import { requireMatch } from '../http/etag.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

/** Views of the list of cases: saved, found again, shared. */
@Controller('api/v1/views')
export class SavedViewController {
  private readonly views: SavedViews;

  constructor(dataSource: DataSource) {
    this.views = new SavedViews(dataSource);
  }

  @Get()
  @Route({ summary: 'Lists the views that the caller may see, by name', access: 'agent', answers: SavedViewsView })
  async list(@TheActor() { person, company }: Actor): Promise<SavedViewsView> {
    const { views, defaultView } = await this.views.shownTo(person.id, viewedDepartmentsOf(person, company));
    return {
      items: views.map((view) => viewFor(person, view)),
      defaultView,
      mayShareWith: sharings.filter((sharing) => mayShareView(person, sharing)),
    };
  }

  @Post()
  @Route({
    summary: 'Saves a view under a name that the caller has not used yet',
    access: 'agent',
    status: 201,
    answers: SavedViewView,
    versioned: true,
  })
  async save(@Body() body: SaveViewRequest, @TheActor() { person, company }: Actor): Promise<Answer> {
    const view = this.checked(body, { id: uuidv7(), ownerId: person.id, version: 1 }, person, company);
    mustBeSaved(await this.views.add(view));
    return new Answer(viewFor(person, view), { status: 201, version: 1 });
  }

  @Put('default')
  @Route({ summary: 'Says which view the caller wants to see first', access: 'agent', status: 204 })
  async choose(@Body() { view }: ChooseDefaultViewRequest, @TheActor() { person }: Actor): Promise<void> {
    await this.views.choose(person.id, view ?? null);
  }

  @Put(':id')
  @Route({
    summary: 'Changes a view: its filter, name or readers',
    access: 'agent',
    answers: SavedViewView,
    versioned: true,
  })
  async change(
    @Param() { id }: IdParams,
    @Body() body: SaveViewRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @TheActor() { person, company }: Actor,
  ): Promise<Answer> {
    const before = await this.changeable(id, person, company);
    requireMatch(ifMatch, before.version);
    const view = this.checked(body, { ...before, version: before.version + 1 }, person, company);
    mustBeSaved(await this.views.replace(view));
    return new Answer(viewFor(person, view), { version: view.version });
  }

  @Delete(':id')
  @Route({ summary: 'Removes a view', access: 'agent', status: 204 })
  async remove(@Param() { id }: IdParams, @TheActor() { person, company }: Actor): Promise<void> {
    await this.views.remove((await this.changeable(id, person, company)).id);
  }

  /** A view that this person may change. What they may not see is not there for them. */
  private async changeable(id: string, person: Person, company: Company): Promise<SavedView> {
    const view = await this.views.find(id);
    if (!view || !maySeeView(person, view, company)) throw Problem.notFound();
    if (!mayChangeView(person, view)) throw Problem.refused('not-your-view');
    return view;
  }

  private checked(
    { name, sharedWith, filter }: SaveViewRequest,
    { id, ownerId, version }: Pick<SavedView, 'id' | 'ownerId' | 'version'>,
    person: Person,
    company: Company,
  ): SavedView {
    if (!mayShareView(person, sharedWith)) throw Problem.refused('leads-only');
    filterFor(filter, person, company, Date.now());
    return {
      id,
      ownerId,
      name: name.trim(),
      sharedWith,
      departmentId: sharedWith === 'department' ? departmentOf(ownerId, company) : null,
      filter: { ...filter },
      version,
    };
  }
}

const departmentOf = (personId: string, company: Company) => company.people.get(personId)!.departmentId;

function mustBeSaved(outcome: ViewOutcome): void {
  if (outcome === 'stale') throw new Problem(412, 'stale');
  if (outcome === 'name-taken') throw Problem.refused('name-taken');
  if (outcome === 'too-many-views') throw Problem.refused('too-many-views');
}

const viewFor = (person: Person, view: SavedView): SavedViewView =>
  present(SavedViewView, { ...view, filter: view.filter as CaseFilter, mayChange: mayChangeView(person, view) });
