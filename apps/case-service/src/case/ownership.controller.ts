import type { Order } from '@baton/application';
import {
  DeclineOwnershipRequest,
  IdParams,
  Nothing,
  OfferOwnershipRequest,
  TakeOwnershipRequest,
} from '@baton/contracts';
import { acceptOwnership, declineOwnership, offerOwnership, takeOwnership } from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';
import { Cases } from './cases.js';

/** The case itself goes from owner to owner, by an offer. */
@Controller('api/v1/cases/:id/ownership')
export class OwnershipController {
  constructor(private readonly cases: Cases) {}

  @Command('offer', 'Offers the ownership to a colleague')
  offer(@Param() { id }: IdParams, @Body() body: OfferOwnershipRequest, @TheOrder() order: Order) {
    return this.cases.run(offerOwnership, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('accept', 'Becomes the owner')
  accept(@Param() { id }: IdParams, @Body() _: Nothing, @TheOrder() order: Order) {
    return this.cases.run(acceptOwnership, { kind: 'case', id }, {}, order);
  }

  @Command('decline', 'Says no to the ownership, or takes the offer back')
  decline(@Param() { id }: IdParams, @Body() body: DeclineOwnershipRequest, @TheOrder() order: Order) {
    return this.cases.run(declineOwnership, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('take', 'Oversight takes the case over at once, for a reason')
  take(@Param() { id }: IdParams, @Body() body: TakeOwnershipRequest, @TheOrder() order: Order) {
    return this.cases.run(takeOwnership, { kind: 'case', id }, asCommand(body), order);
  }
}
