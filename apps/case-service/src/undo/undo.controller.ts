import type { Order } from '@baton/application';
import { IdParams, Nothing, UndoableView } from '@baton/contracts';
import { deedOf, undo, undoableUntil, whyNotUndoable } from '@baton/domain';
import { SECOND } from '@baton/kernel';
import { eventsOf, lastCommandOf } from '@baton/persistence';
import { Body, Controller, Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cases } from '../case/cases.js';
import { type Actor, TheActor } from '../http/actor.js';
import type { Answer } from '../http/answer.js';
import { TheOrder } from '../http/order.js';
import { Command, Route } from '../http/route.js';
import { factsOnTheWire } from '../wire/facts-on-the-wire.js';
import { present } from '../wire/present.js';

/** For a minute, one may take back what one has just done (ADR 9). */
@Controller('api/v1/cases/:id/undo')
export class UndoController {
  constructor(
    private readonly cases: Cases,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Route({ summary: 'What the caller may take back, and for how long', access: 'agent', answers: UndoableView })
  async undoable(@Param() { id }: IdParams, @TheActor() { person }: Actor): Promise<UndoableView> {
    await this.cases.mustBeSeenBy(person.id, id);
    const { events, at } = await lastCommandOf(this.dataSource, id);
    if (whyNotUndoable(events, person.id, at) !== undefined) return { deed: null, secondsLeft: 0 };
    const deed = deedOf(events);
    return present(UndoableView, {
      deed: { ...deed, facts: factsOnTheWire(deed.facts) },
      secondsLeft: Math.floor((undoableUntil(events) - at) / SECOND),
    });
  }

  @Command('', 'Takes back what the caller has just done, within a minute and if nothing has happened since')
  async undo(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order): Promise<Answer> {
    // What has happened cannot change, so it is read without a lock; the rule refuses if more has happened by then.
    const history = await eventsOf(this.dataSource, id);
    const { events } = await lastCommandOf(this.dataSource, id);
    const fromSeq = events[0]?.seq ?? history.length + 1;
    return this.cases.run(undo, { kind: 'case', id }, { history, fromSeq }, order);
  }
}
