import { IsUUID } from 'class-validator';
import { LINE } from './limits.js';
import { IsPlainLine } from './is-plain-text.js';

/** `:id` of a case or of something that hangs on one. */
export class IdParams {
  @IsUUID()
  id: string;
}

/** `:id` of something of the company: a person, department, calendar, journey or policy. */
export class KeyParams {
  @IsPlainLine(LINE)
  id: string;
}

/** `:id` of a case and `:clockId` of one of its clocks. */
export class ClockParams extends IdParams {
  @IsUUID()
  clockId: string;
}
