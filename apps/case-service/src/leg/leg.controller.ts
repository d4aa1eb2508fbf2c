import type { Order } from '@baton/application';
import {
  FinishLegRequest,
  GrantTimeRequest,
  HandOverLegRequest,
  IdParams,
  Nothing,
  PassOnLegRequest,
  PauseLegRequest,
  PlanLegRequest,
  PrepareLegRequest,
  ProgressLegRequest,
  ResumeLegRequest,
  ReturnLegRequest,
  SkipLegRequest,
} from '@baton/contracts';
import {
  finishLeg,
  grantTime,
  handOverLeg,
  passOnLeg,
  pauseLeg,
  planLegInCase,
  prepareLeg,
  progressLeg,
  reserveLeg,
  resumeLeg,
  returnLeg,
  skipLeg,
} from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';

/** What can be done to a leg. */
@Controller('api/v1')
export class LegController {
  constructor(private readonly cases: Cases) {}

  @Command('cases/:id/legs', 'Adds a leg to the plan: a new one, or a past one again')
  plan(@Param() { id }: IdParams, @Body() body: PlanLegRequest, @TheOrder() order: Order) {
    return this.cases.run(planLegInCase, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('legs/:id/skip', 'Leaves a planned leg out, for a reason')
  skip(@Param() { id }: IdParams, @Body() body: SkipLegRequest, @TheOrder() order: Order) {
    return this.cases.run(skipLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/reserve', 'Says "I will take it when it comes"')
  reserve(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order) {
    return this.cases.run(reserveLeg, { kind: 'leg', id }, { legId: id }, order);
  }

  @Command('legs/:id/prepare', 'Ticks off something that can be done before the leg arrives')
  prepare(@Param() { id }: IdParams, @Body() body: PrepareLegRequest, @TheOrder() order: Order) {
    return this.cases.run(prepareLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/progress', 'Records a step forward')
  progress(@Param() { id }: IdParams, @Body() body: ProgressLegRequest, @TheOrder() order: Order) {
    const { ticked, ...asked } = asCommand(body);
    return this.cases.run(progressLeg, { kind: 'leg', id }, { legId: id, ...asked, ticked: ticked ?? [] }, order);
  }

  @Command('legs/:id/pause', 'Lets the leg stand still, for a listed reason')
  pause(@Param() { id }: IdParams, @Body() body: PauseLegRequest, @TheOrder() order: Order) {
    return this.cases.run(pauseLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/resume', 'Goes on with a leg that waited')
  resume(@Param() { id }: IdParams, @Body() body: ResumeLegRequest, @TheOrder() order: Order) {
    return this.cases.run(resumeLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/pass-on', 'Gives the leg to a colleague of the same department')
  passOn(@Param() { id }: IdParams, @Body() body: PassOnLegRequest, @TheOrder() order: Order) {
    return this.cases.run(passOnLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/hand-over', 'Ends the work of a leg and offers the next one')
  handOver(@Param() { id }: IdParams, @Body() body: HandOverLegRequest, @TheOrder() order: Order) {
    return this.cases.run(handOverLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/finish', 'Ends the last leg')
  finish(@Param() { id }: IdParams, @Body() body: FinishLegRequest, @TheOrder() order: Order) {
    return this.cases.run(finishLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/return', 'Sends accepted work back to where it came from')
  return(@Param() { id }: IdParams, @Body() body: ReturnLegRequest, @TheOrder() order: Order) {
    return this.cases.run(returnLeg, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }

  @Command('legs/:id/grant-time', 'Oversight grants more time for a leg, for a reason; the customer’s date stays')
  grantTime(@Param() { id }: IdParams, @Body() body: GrantTimeRequest, @TheOrder() order: Order) {
    return this.cases.run(grantTime, { kind: 'leg', id }, { legId: id, ...asCommand(body) }, order);
  }
}
