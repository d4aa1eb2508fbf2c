import { IsBoolean, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { OrNull } from '../field/or-null.js';

/** A question to someone who held an earlier leg. */
export class QuestionView {
  @IsUUID() id: string;
  @IsUUID() legId: string;
  @IsString() askedById: string;
  @IsString() askedOfId: string;
  @IsString() text: string;
  @IsInstant() askedAt: IsoInstant;
  @IsBoolean() pausesLeg: boolean;
  @OrNull() @IsString() answer: string | null;
  @OrNull() @IsInstant() answeredAt: IsoInstant | null;
  @OrNull() @IsString() answeredById: string | null;
}
