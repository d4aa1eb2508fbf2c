import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
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

/** `:id` of a case and `:seq` of one of its events. */
export class EventParams extends IdParams {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  seq: number;
}
