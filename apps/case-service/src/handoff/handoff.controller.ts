import type { Order } from '@baton/application';
import {
  AmendHandoffRequest,
  DeclineHandoffRequest,
  IdParams,
  Nothing,
  RerouteHandoffRequest,
  WithdrawHandoffRequest,
} from '@baton/contracts';
import { acceptHandoff, amendHandoff, declineHandoff, rerouteHandoff, withdrawHandoff } from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';

/** What can be done to an offer. */
@Controller('api/v1/handoffs/:id')
export class HandoffController {
  constructor(private readonly cases: Cases) {}

  @Command('accept', 'Takes the baton; the first one wins')
  accept(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order) {
    return this.cases.run(acceptHandoff, { kind: 'handoff', id }, { handoffId: id }, order);
  }

  @Command('decline', 'Says no, with a reason')
  decline(@Param() { id }: IdParams, @Body() body: DeclineHandoffRequest, @TheOrder() order: Order) {
    return this.cases.run(declineHandoff, { kind: 'handoff', id }, { handoffId: id, ...asCommand(body) }, order);
  }

  @Command('withdraw', 'Takes the offer back before anyone accepted it')
  withdraw(@Param() { id }: IdParams, @Body() body: WithdrawHandoffRequest, @TheOrder() order: Order) {
    return this.cases.run(withdrawHandoff, { kind: 'handoff', id }, { handoffId: id, ...asCommand(body) }, order);
  }

  @Command('amend', 'Adds to the brief of an open offer, or corrects it')
  amend(@Param() { id }: IdParams, @Body() body: AmendHandoffRequest, @TheOrder() order: Order) {
    return this.cases.run(amendHandoff, { kind: 'handoff', id }, { handoffId: id, ...asCommand(body) }, order);
  }

  @Command('reroute', 'Offers the leg to someone else: what a lead does instead of declining')
  reroute(@Param() { id }: IdParams, @Body() body: RerouteHandoffRequest, @TheOrder() order: Order) {
    return this.cases.run(rerouteHandoff, { kind: 'handoff', id }, { handoffId: id, ...asCommand(body) }, order);
  }
}
