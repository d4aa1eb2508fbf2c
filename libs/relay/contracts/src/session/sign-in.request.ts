import { IsString, Length } from 'class-validator';
import { IsPlainLine } from '../field/is-plain-text.js';

/** E-mail and password of a person of the company. */
export class SignInRequest {
  @IsPlainLine(254)
  email: string;

  /** Any characters; long ones are welcome. */
  @IsString()
  @Length(1, 1024)
  password: string;
}
