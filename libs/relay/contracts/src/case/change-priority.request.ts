import { IsIn } from 'class-validator';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';
import { priorities, type Priority } from './open-case.request.js';

/** Makes a case more or less urgent. */
export class ChangePriorityRequest {
  @IsIn(priorities)
  priority: Priority;

  @IsPlainText(TEXT)
  reason: string;
}
