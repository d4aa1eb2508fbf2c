import type { Order } from '@baton/application';
import { IdParams, Nothing, RaiseDisruptionRequest } from '@baton/contracts';
import { acknowledgeDisruption, raiseDisruption } from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';

/** What may disturb the outcome, and who knows. */
@Controller('api/v1')
export class DisruptionController {
  constructor(private readonly cases: Cases) {}

  @Command('cases/:id/disruptions', 'Tells everyone it touches that something will not go as planned')
  raise(@Param() { id }: IdParams, @Body() body: RaiseDisruptionRequest, @TheOrder() order: Order) {
    const { affectsOutcome, promiseIds, ...asked } = asCommand(body);
    const command = { ...asked, affectsOutcome: affectsOutcome ?? false, promiseIds: promiseIds ?? [] };
    return this.cases.run(raiseDisruption, { kind: 'case', id }, command, order);
  }

  @Command('disruptions/:id/acknowledge', 'Says "I know, and I take it into account"')
  acknowledge(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order) {
    return this.cases.run(acknowledgeDisruption, { kind: 'disruption', id }, { disruptionId: id }, order);
  }
}
