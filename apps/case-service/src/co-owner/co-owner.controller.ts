import type { Order } from '@baton/application';
import { CallInHelperRequest, IdParams, JoinCaseRequest, Nothing } from '@baton/contracts';
import { callInHelper, joinCase, leaveCase } from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';

/** Joining and leaving the line of a case: of one's own accord, or called in to help. */
@Controller('api/v1/cases/:id')
export class CoOwnerController {
  constructor(private readonly cases: Cases) {}

  @Command('join', 'Joins the case to help, or to follow it')
  join(@Param() { id }: IdParams, @Body() body: JoinCaseRequest, @TheOrder() order: Order) {
    return this.cases.run(joinCase, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('call-in', 'Calls a named person in to help, and tells them why')
  callIn(@Param() { id }: IdParams, @Body() body: CallInHelperRequest, @TheOrder() order: Order) {
    return this.cases.run(callInHelper, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('leave', 'Leaves the line, unless a duty holds one there')
  leave(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order) {
    return this.cases.run(leaveCase, { kind: 'case', id }, {}, order);
  }
}
