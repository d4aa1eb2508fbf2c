import type { Order } from '@baton/application';
import {
  AnswerCustomerRequestRequest,
  CustomerAsksRequest,
  IdParams,
  LogContactRequest,
  RecordCustomerMessageRequest,
} from '@baton/contracts';
import {
  answerCustomerRequest,
  type CaseDraft,
  type ContactChannel,
  customerAsks,
  logContact,
  recordCustomerMessage,
} from '@baton/domain';
import { Body, Controller, Param } from '@nestjs/common';
import { Cases } from '../case/cases.js';
import { TheOrder } from '../http/order.js';
import { Command } from '../http/route.js';
import { asCommand } from '../wire/as-command.js';

/** What is said between us and the customer. */
@Controller('api/v1/cases/:id')
export class ContactController {
  constructor(private readonly cases: Cases) {}

  @Command('contacts', 'Records that one of us spoke to the customer, or tried to')
  log(@Param() { id }: IdParams, @Body() body: LogContactRequest, @TheOrder() order: Order) {
    const { promiseIds, closing, answersCustomer, ...asked } = asCommand(body);
    const command = {
      ...asked,
      promiseIds: promiseIds ?? [],
      closing: closing ?? false,
      answersCustomer: answersCustomer ?? false,
    };
    return this.cases.run(logContact, { kind: 'case', id }, command, order);
  }

  @Command('customer-messages', 'Records what the customer wrote or said')
  record(@Param() { id }: IdParams, @Body() body: RecordCustomerMessageRequest, @TheOrder() order: Order) {
    return this.cases.run(receivedNowIfUnsaid.recordCustomerMessage, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('customer-requests', 'The customer asks how it stands, or says that it has become urgent')
  ask(@Param() { id }: IdParams, @Body() body: CustomerAsksRequest, @TheOrder() order: Order) {
    return this.cases.run(customerAsks, { kind: 'case', id }, asCommand(body), order);
  }

  @Command('customer-requests/answer', 'Says yes or no to what the customer asked for, and what they were told')
  answer(@Param() { id }: IdParams, @Body() body: AnswerCustomerRequestRequest, @TheOrder() order: Order) {
    const { accepts, ...reply } = asCommand(body);
    return this.cases.run(answerCustomerRequest, { kind: 'case', id }, { accepts, reply }, order);
  }
}

interface Received {
  readonly channel: ContactChannel;
  readonly text: string;
  readonly receivedAt: number | null;
}

/** The same verb; "now" is when the command is decided, by the database's clock. */
const receivedNowIfUnsaid = {
  recordCustomerMessage: (draft: CaseDraft, { receivedAt, ...message }: Received) =>
    recordCustomerMessage(draft, { ...message, receivedAt: receivedAt ?? draft.at }),
};
