import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** An internal note. */
export class AddNoteRequest {
  @IsPlainText(TEXT)
  text: string;
}
