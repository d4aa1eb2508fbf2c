import { IsInt } from 'class-validator';
import { CaseEventView } from '../case/case-event.view.js';
import { ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

/** What the caller may take back on a case, and for how long. */
export class UndoableView {
  /** What they have just done; null when there is nothing to take back. */
  @OrNull() @ThingOf(() => CaseEventView) deed: CaseEventView | null;
  @IsInt() secondsLeft: number;
}
