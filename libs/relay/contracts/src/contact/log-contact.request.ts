import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { type ContactChannel, contactChannels } from '../case/open-case.request.js';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** What one of us said to the customer, or tried to. */
export class LogContactRequest {
  @IsIn(contactChannels)
  channel: ContactChannel;

  @IsPlainText(TEXT)
  text: string;

  /** Did it reach them? No answer and a bounce did not. */
  @IsBoolean()
  reached: boolean;

  /** The promises that this contact keeps. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  promiseIds?: string[];

  /** Tells the customer that it is done. */
  @IsOptional()
  @IsBoolean()
  closing?: boolean;

  /** Answers what the customer wrote or asked. */
  @IsOptional()
  @IsBoolean()
  answersCustomer?: boolean;
}
