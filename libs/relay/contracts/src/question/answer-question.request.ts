import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** The answer to a question. */
export class AnswerQuestionRequest {
  @IsPlainText(TEXT)
  answer: string;
}
