import type { Order } from '@baton/application';
import {
  IdParams,
  MakePromiseRequest,
  Nothing,
  ReleasePromiseRequest,
  RenegotiatePromiseRequest,
} from '@baton/contracts';
import { makePromise, releasePromise, renegotiatePromise, takePromise } from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';
import { promiseDue } from './promise-due.js';

/** Promises to the customer: made, moved in time, released, taken over. A logged contact keeps them. */
@Controller('api/v1')
export class PromiseController {
  constructor(private readonly cases: Cases) {}

  @Command('cases/:id/promises', 'Writes down what the caller told the customer')
  make(@Param() { id }: IdParams, @Body() body: MakePromiseRequest, @TheOrder() order: Order) {
    const command = { ...asCommand(body), due: promiseDue(body.due) };
    return this.cases.run(makePromise, { kind: 'case', id }, command, order);
  }

  @Command('promises/:id/renegotiate', 'Tells the customer a new date')
  renegotiate(@Param() { id }: IdParams, @Body() body: RenegotiatePromiseRequest, @TheOrder() order: Order) {
    const { text, message } = asCommand(body);
    const command = { promiseId: id, due: promiseDue(body.due), text, message };
    return this.cases.run(renegotiatePromise, { kind: 'promise', id }, command, order);
  }

  @Command('promises/:id/release', 'The customer says that it is not needed any more')
  release(@Param() { id }: IdParams, @Body() body: ReleasePromiseRequest, @TheOrder() order: Order) {
    return this.cases.run(releasePromise, { kind: 'promise', id }, { promiseId: id, ...asCommand(body) }, order);
  }

  @Command('promises/:id/take', 'Takes the promise over from a colleague')
  take(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order) {
    return this.cases.run(takePromise, { kind: 'promise', id }, { promiseId: id }, order);
  }
}
