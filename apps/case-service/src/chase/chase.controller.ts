import type { Order } from '@baton/application';
import { AnswerChaseRequest, IdParams, Nothing, NudgeRequest } from '@baton/contracts';
import { acknowledgeEscalation, answerChase, nudge } from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';

/** Answers to what Baton asks when something stands still. */
@Controller('api/v1')
export class ChaseController {
  constructor(private readonly cases: Cases) {}

  @Command('chases/:id/answer', 'Answers a chase: on track until when, blocked by whom, need help, or hand it back')
  answer(@Param() { id }: IdParams, @Body() body: AnswerChaseRequest, @TheOrder() order: Order) {
    return this.cases.run(answerChase, { kind: 'chase', id }, { chaseId: id, ...asCommand(body) }, order);
  }

  @Command('cases/:id/nudge', 'Asks whoever must act how it stands, now')
  nudge(@Param() { id }: IdParams, @Body() body: NudgeRequest, @TheOrder() order: Order) {
    return this.cases.run(nudge, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('escalations/:id/acknowledge', 'Says "I have seen it"; the climb waits a while')
  acknowledge(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order) {
    return this.cases.run(acknowledgeEscalation, { kind: 'escalation', id }, { escalationId: id }, order);
  }
}
