import { IsIn, IsOptional } from 'class-validator';
import { IsMoment } from '../field/is-moment.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { Several } from '../field/several.js';
import { type CaseStatus, caseStatuses } from './case.view.js';
import { priorities, type Priority } from './open-case.request.js';

/** Late: its date has passed and it is not resolved. At risk: one of its clocks will hardly be met (N1). */
export const caseStandings = ['late', 'at-risk'] as const;
export type CaseStanding = (typeof caseStandings)[number];

/** By number (how they were opened), by the date they are due, the most urgent first. */
export const caseOrders = ['newest', 'oldest', 'due', 'priority'] as const;
export type CaseOrder = (typeof caseOrders)[number];

/** Stands for the reader, or for the reader's department: so a shared filter means everybody's own. */
export const ME = 'me';

/**
 * Which cases, and in which order; what is left out does not narrow the list. Several values of one field widen it, several
 * fields narrow it.
 */
export class CaseFilter {
  @IsIn(caseStatuses, { each: true })
  @Several()
  status?: CaseStatus[];

  @IsIn(priorities, { each: true })
  @Several()
  priority?: Priority[];

  @IsIn(caseStandings, { each: true })
  @Several()
  standing?: CaseStanding[];

  /** People's ids, or `me`. */
  @IsPlainLine(LINE, { each: true })
  @Several()
  ownerId?: string[];

  /** Holds a leg that is being worked: people's ids, or `me`. */
  @IsPlainLine(LINE, { each: true })
  @Several()
  holderId?: string[];

  /** Took the first contact, or runs a leg now: departments' ids, or `me` for one's own. */
  @IsPlainLine(LINE, { each: true })
  @Several()
  departmentId?: string[];

  @IsPlainLine(LINE, { each: true })
  @Several()
  journeyId?: string[];

  /** All of these words, the last one perhaps only begun, anywhere in the case; or its number, with or without `C-`. */
  @IsOptional()
  @IsPlainLine(LINE)
  text?: string;

  @IsOptional()
  @IsMoment()
  openedFrom?: string;

  @IsOptional()
  @IsMoment()
  openedTo?: string;

  /** When something last happened to it. */
  @IsOptional()
  @IsMoment()
  movedFrom?: string;

  @IsOptional()
  @IsMoment()
  movedTo?: string;

  /** When it must be resolved; cases whose clock is paused or has ended have no such date. */
  @IsOptional()
  @IsMoment()
  dueFrom?: string;

  @IsOptional()
  @IsMoment()
  dueTo?: string;

  /** When the date to resolve it was missed. */
  @IsOptional()
  @IsMoment()
  breachedFrom?: string;

  @IsOptional()
  @IsMoment()
  breachedTo?: string;

  @IsOptional()
  @IsIn(caseOrders)
  sort?: CaseOrder;
}
