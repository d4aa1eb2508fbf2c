import { IsUUID } from 'class-validator';
import { IsCursor, IsLimit } from '../field/page.js';
import { Several } from '../field/several.js';
import { CaseFilter } from './case-filter.js';

/** Which cases, and which page of them. */
export class ListCasesQuery extends CaseFilter {
  /** Among these alone. */
  @IsUUID(undefined, { each: true })
  @Several(100)
  id?: string[];

  @IsLimit()
  limit?: number;

  @IsCursor()
  cursor?: string;
}
