import { IsBoolean, IsIn } from 'class-validator';
import { type ContactChannel, contactChannels } from '../case/open-case.request.js';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** Yes or no to what the customer asked for, with what they were told. */
export class AnswerCustomerRequestRequest {
  @IsBoolean()
  accepts: boolean;

  @IsIn(contactChannels)
  channel: ContactChannel;

  @IsPlainText(TEXT)
  text: string;
}
