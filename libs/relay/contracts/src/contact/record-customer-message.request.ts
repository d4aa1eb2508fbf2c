import { IsIn, IsOptional } from 'class-validator';
import { type ContactChannel, contactChannels } from '../case/open-case.request.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** What the customer wrote or said. */
export class RecordCustomerMessageRequest {
  @IsIn(contactChannels)
  channel: ContactChannel;

  @IsPlainText(TEXT)
  text: string;

  /** When it came in; now when not given. */
  @IsOptional()
  @IsInstant()
  receivedAt?: IsoInstant | null;
}
