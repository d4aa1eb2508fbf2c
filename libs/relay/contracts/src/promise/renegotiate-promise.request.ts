import { IsIn, IsOptional } from 'class-validator';
import { type ContactChannel, contactChannels } from '../case/open-case.request.js';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';
import { ThingOf } from '../field/list-of.js';
import { PromiseDueRequest } from './promise-due.js';

/** The message in which the customer was told. */
export class MessageRequest {
  @IsIn(contactChannels)
  channel: ContactChannel;

  @IsPlainText(TEXT)
  text: string;
}

/** Tells the customer a new date. */
export class RenegotiatePromiseRequest {
  @ThingOf(() => PromiseDueRequest)
  due: PromiseDueRequest;

  /** What is promised now; as before when not given. */
  @IsOptional()
  @IsPlainText(TEXT)
  text?: string | null;

  @ThingOf(() => MessageRequest)
  message: MessageRequest;
}
