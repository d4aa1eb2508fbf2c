import { BoardView, KeyParams, LoadView } from '@baton/contracts';
import { departmentsOf, isOversight, reachOf } from '@baton/domain';
import { boardOf, loadOf } from '@baton/persistence';
import { Controller, Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, TheActor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Route } from '../http/route.js';
import { present } from '../wire/present.js';

/** A department's work at one glance, for those whose department it is and for oversight. */
@Controller('api/v1/departments/:id')
export class BoardController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('board')
  @Route({
    summary: 'What is arriving, offered, in work and waiting in a department, and who has how much in hand',
    access: 'agent',
    answers: BoardView,
  })
  async board(@Param() { id }: KeyParams, @TheActor() { person, company }: Actor): Promise<BoardView> {
    const own = departmentsOf(person, company);
    if (!isOversight(person) && !own.includes(id))
      throw new Problem(403, 'not-allowed-here', { yourDepartmentIds: own });
    const board = await boardOf(this.dataSource, id);
    if (board === null) throw new Problem(404, 'unknown-department', { departmentId: id });
    return present(BoardView, board);
  }

  @Get('load')
  @Route({
    summary:
      'How much a department has in hand, who is there, and when it opens or closes: for whoever hands over to it',
    access: 'agent',
    answers: LoadView,
  })
  async load(@Param() { id }: KeyParams, @TheActor() { company }: Actor): Promise<LoadView> {
    if (!company.departments.has(id)) throw new Problem(404, 'unknown-department', { departmentId: id });
    const load = await loadOf(this.dataSource, id);
    return present(LoadView, { departmentId: id, ...load, ...reachOf(company, id, load.at) });
  }
}
