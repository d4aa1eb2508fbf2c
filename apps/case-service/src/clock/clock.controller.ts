import { ClockExplanationView, ClockParams } from '@baton/contracts';
import { type CaseEvent, type ClockEvent, explainClock, thoseThatStand } from '@baton/domain';
import { eventsOf } from '@baton/persistence';
import { Controller, Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cases } from '../case/cases.js';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

/** Why this due date? */
@Controller('api/v1/cases/:id/clocks')
export class ClockController {
  constructor(
    private readonly cases: Cases,
    private readonly dataSource: DataSource,
  ) {}

  @Get(':clockId/explain')
  @Route({
    summary: 'Explains a clock: the open time it is made of, what held it up and what changed it',
    access: 'agent',
    answers: ClockExplanationView,
  })
  async explain(@Param() { id, clockId }: ClockParams, @TheActor() { person }: Actor): Promise<ClockExplanationView> {
    const { state, company, at } = await this.cases.seenBy(person.id, { kind: 'case', id });
    const history = thoseThatStand(await eventsOf(this.dataSource, state.id));
    const events = history.filter((event) => isOfClock(event, clockId));
    if (events.length === 0) throw Problem.notFound();
    const { changes, ...explanation } = explainClock(events.map(clockEvent), company.calendars, at);
    const said = changes.map((change, index) => ({ ...changeOf(change), byId: events[index]!.by }));
    return present(ClockExplanationView, { ...explanation, changes: said });
  }
}

/** The facts of a clock's event in the case's history are the clock event itself (clock rule 32). */
const clockEvent = ({ type, facts }: CaseEvent): ClockEvent => ({ ...facts, type }) as unknown as ClockEvent;

const isOfClock = ({ type, facts }: CaseEvent, clockId: string): boolean =>
  type.startsWith('clock.') && facts['clockId'] === clockId;

const changeOf = (change: ClockEvent) => ({
  type: change.type,
  at: change.at,
  dueAt: 'dueAt' in change ? change.dueAt : null,
  targetSeconds: 'targetSeconds' in change ? change.targetSeconds : null,
  reason: 'reason' in change ? (change.reason ?? null) : null,
});
