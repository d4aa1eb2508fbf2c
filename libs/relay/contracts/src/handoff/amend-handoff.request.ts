import { IsTextMap } from '../field/is-plain-text.js';

/** Adds to the brief of an open offer, or corrects it. */
export class AmendHandoffRequest {
  /** The fields that change. */
  @IsTextMap()
  package: Record<string, string>;
}
