import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { TEXT } from './limits.js';
import { IsPlainLine } from './is-plain-text.js';

/** How many at most. */
export const IsLimit = (): PropertyDecorator => (target, property) => {
  for (const rule of [Max(200), Min(1), IsInt(), Type(() => Number), IsOptional()]) rule(target, property as string);
};

/** Where the page before ended: its `next`. */
export const IsCursor = (): PropertyDecorator => (target, property) => {
  for (const rule of [IsPlainLine(TEXT), IsOptional()]) rule(target, property as string);
};

/** Which page of a list: the answer's `next` is the cursor of the page after it. */
export class PageQuery {
  @IsLimit()
  limit?: number;

  @IsCursor()
  cursor?: string;
}
