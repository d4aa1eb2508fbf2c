import { IsOptional } from 'class-validator';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { IsZone } from '../field/is-zone.js';
import { LINE, TEXT } from '../field/limits.js';
import { ThingOf } from '../field/list-of.js';
import { PromiseDueRequest } from './promise-due.js';

/** Writes down what the caller told the customer. */
export class MakePromiseRequest {
  @IsPlainText(TEXT)
  text: string;

  /** To whom; the requester when not given. */
  @IsOptional()
  @IsPlainLine(LINE)
  madeTo?: string | null;

  @ThingOf(() => PromiseDueRequest)
  due: PromiseDueRequest;

  /** The customer's zone, when it differs from the requester's known one. */
  @IsOptional()
  @IsZone()
  zone?: string | null;
}
