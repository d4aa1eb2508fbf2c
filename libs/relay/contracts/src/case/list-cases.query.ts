import { IsIn, IsOptional } from 'class-validator';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { PageQuery } from '../field/page.js';
import { type CaseStatus, caseStatuses } from './case.view.js';

/** Which cases; what is left out does not narrow the list. */
export class ListCasesQuery extends PageQuery {
  @IsOptional()
  @IsIn(caseStatuses)
  status?: CaseStatus;

  @IsOptional()
  @IsPlainLine(LINE)
  ownerId?: string;

  /** Took the first contact, or runs a leg now. */
  @IsOptional()
  @IsPlainLine(LINE)
  departmentId?: string;

  /** In the subject or the requester's name, or the case's number with or without `C-`. */
  @IsOptional()
  @IsPlainLine(LINE)
  text?: string;
}
