import { IsIn, IsOptional } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';
import { ThingOf } from '../field/list-of.js';
import { ReturnLegRequest } from '../leg/return-leg.request.js';

export const chaseAnswerKinds = ['on-track', 'blocked', 'need-help', 'hand-back'] as const;
export type ChaseAnswerKind = (typeof chaseAnswerKinds)[number];

/** One tap: on track until when, blocked by whom, need help, or hand it back. */
export class AnswerChaseRequest {
  @IsIn(chaseAnswerKinds)
  answer: ChaseAnswerKind;

  /** With `on-track`: when it will be done. */
  @IsOptional()
  @IsInstant()
  etaAt?: IsoInstant | null;

  /** With `blocked`: the id of the person, or words for what is in the way. */
  @IsOptional()
  @IsPlainText(TEXT)
  blockedBy?: string | null;

  @IsOptional()
  @IsPlainText(TEXT)
  note?: string | null;

  /** With `hand-back` of a leg: why it goes back. */
  @IsOptional()
  @ThingOf(() => ReturnLegRequest)
  handBack?: ReturnLegRequest | null;
}
