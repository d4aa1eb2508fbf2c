import { IsIn } from 'class-validator';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** The customer asks how it stands, or says that it has become urgent. */
export class CustomerAsksRequest {
  @IsIn(['update', 'urgent'])
  kind: 'update' | 'urgent';

  @IsPlainText(TEXT)
  text: string;
}
