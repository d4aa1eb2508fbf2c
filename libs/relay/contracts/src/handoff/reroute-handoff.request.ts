import { IsOptional } from 'class-validator';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

/** Offers a leg to someone else: what a lead does instead of declining. */
export class RerouteHandoffRequest {
  @IsOptional()
  @IsPlainLine(LINE)
  toDepartmentId?: string | null;

  @IsOptional()
  @IsPlainLine(LINE)
  toPersonId?: string | null;

  @IsPlainText(TEXT)
  note: string;
}
