import { IsString, Length } from 'class-validator';

/** Fewer characters are soon guessed; more are welcome, of any kind (ASVS 6.2). */
export const SHORTEST_PASSWORD = 10;

/** One's own password, changed by somebody who knows the old one. */
export class ChangePasswordRequest {
  @IsString()
  @Length(1, 1024)
  current: string;

  @IsString()
  @Length(SHORTEST_PASSWORD, 1024)
  next: string;
}

/** A password as it was made for somebody: the only time that it is told. */
export class PasswordMadeView {
  @IsString() password: string;
}
