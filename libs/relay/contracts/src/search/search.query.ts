import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';

export class SearchQuery {
  /** Words, the last one perhaps only begun, or a case's number with or without `C-`. */
  @IsPlainLine(LINE)
  text: string;
}
