import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { TEXT } from './limits.js';
import { IsPlainLine } from './is-plain-text.js';

/** Which page of a list: the answer's `next` is the cursor of the page after it. */
export class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  @IsOptional()
  @IsPlainLine(TEXT)
  cursor?: string;
}
