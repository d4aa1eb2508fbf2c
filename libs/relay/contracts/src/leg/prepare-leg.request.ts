import { IsPlainLine } from '../field/is-plain-text.js';
import { CODE } from '../field/limits.js';

/** Ticks off a preparation before the leg arrives. */
export class PrepareLegRequest {
  /** Key of the item. */
  @IsPlainLine(CODE)
  item: string;
}
