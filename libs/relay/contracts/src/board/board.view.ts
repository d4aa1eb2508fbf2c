import { IsBoolean, IsIn, IsInt, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { offerLevels } from '../handoff/handoff.view.js';
import { OnCaseView } from '../inbox/inbox.view.js';
import { legStatuses } from '../leg/leg.view.js';
import { pauseReasons, type PauseReason } from '../leg/pause-leg.request.js';
import { type Presence, presences } from '../session/me.view.js';

/** A leg on a department's board. */
export class LegOnBoardView extends OnCaseView {
  @IsUUID() legId: string;
  @IsString() leg: string;
  /** When the customer's case is due; null while that clock is paused. */
  @OrNull() @IsInstant() customerDueAt: IsoInstant | null;
}

export class ArrivingLegView extends LegOnBoardView {
  @OrNull() @IsInstant() expectedAt: IsoInstant | null;
  @OrNull() @IsInstant() preAlertedAt: IsoInstant | null;
  @OrNull() @IsString() namedPersonId: string | null;
  @OrNull() @IsString() reservedById: string | null;
}

export class OfferedLegView extends LegOnBoardView {
  @IsUUID() handoffId: string;
  @IsIn(offerLevels) level: (typeof offerLevels)[number];
  @OrNull() @IsString() toPersonId: string | null;
  @IsString() senderId: string;
  @IsString() fromDepartmentId: string;
  @IsBoolean() isReturn: boolean;
  /** 1 for the first offer of this hand-off. */
  @IsInt() attempt: number;
  @IsInstant() offeredAt: IsoInstant;
  @IsInstant() expiresAt: IsoInstant;
}

export class WorkedLegView extends LegOnBoardView {
  @IsIn(legStatuses) status: (typeof legStatuses)[number];
  @IsString() holderId: string;
  @OrNull() @IsInstant() acceptedAt: IsoInstant | null;
  @OrNull() @IsInstant() lastProgressAt: IsoInstant | null;
  /** Of the leg's own clock; null while it is paused. */
  @OrNull() @IsInstant() dueAt: IsoInstant | null;
  @OrNull() @IsInstant() breachedAt: IsoInstant | null;
  /** Since when nothing has moved for longer than the department allows. */
  @OrNull() @IsInstant() stalledSince: IsoInstant | null;
}

export class WaitingLegView extends LegOnBoardView {
  @IsString() holderId: string;
  @OrNull() @IsIn(pauseReasons) reason: PauseReason | null;
  @OrNull() @IsString() waitingFor: string | null;
  @OrNull() @IsInstant() since: IsoInstant | null;
  @OrNull() @IsInstant() resumesAt: IsoInstant | null;
}

/** What one person of the department has in hand. */
export class WorkloadView {
  @IsString() personId: string;
  @IsIn(presences) presence: Presence;
  @IsInt() working: number;
  @IsInt() waiting: number;
  /** Of those, how many are past their own due time. */
  @IsInt() late: number;
  /** Still to come, and theirs by name or by their own word. */
  @IsInt() coming: number;
}

export class BoardTotalsView {
  @IsInt() arriving: number;
  @IsInt() offered: number;
  @IsInt() working: number;
  @IsInt() waiting: number;
}

/** Everything that one department runs, will run, or is asked to run; each column with what is most urgent first. */
export class BoardView {
  @IsString() departmentId: string;
  @ListOf(() => ArrivingLegView) arriving: ArrivingLegView[];
  @ListOf(() => OfferedLegView) offered: OfferedLegView[];
  @ListOf(() => WorkedLegView) working: WorkedLegView[];
  @ListOf(() => WaitingLegView) waiting: WaitingLegView[];
  @ListOf(() => WorkloadView) people: WorkloadView[];
  /** How many there are in all; a column shows at most the 200 most urgent. */
  @ThingOf(() => BoardTotalsView) totals: BoardTotalsView;
}
