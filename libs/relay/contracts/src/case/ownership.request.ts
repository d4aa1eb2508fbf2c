import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

/** Offers the case itself to a colleague. */
export class OfferOwnershipRequest {
  @IsPlainLine(LINE)
  toPersonId: string;

  @IsPlainText(TEXT)
  note: string;
}

/** Says no to the ownership, or takes the offer back. */
export class DeclineOwnershipRequest {
  @IsPlainText(TEXT)
  note: string;
}

/** Oversight takes the case over at once. */
export class TakeOwnershipRequest {
  @IsPlainText(TEXT)
  reason: string;
}
