import { IsNote, IsPlainLine } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

/** Gives a leg to a colleague of the same department. */
export class PassOnLegRequest {
  @IsPlainLine(LINE)
  toPersonId: string;

  @IsNote(TEXT)
  note: string;
}
