import { IsInt, IsObject, IsString, IsUUID } from 'class-validator';
import { SubjectView } from '../clock/clock.view.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

/** One thing that happened to a case. */
export class CaseEventView {
  @IsUUID() caseId: string;
  /** 1, 2, 3 … without gaps. */
  @IsInt() seq: number;
  @IsString() type: string;
  @IsInstant() at: IsoInstant;
  /** The person, or null for Baton itself. */
  @OrNull() @IsString() by: string | null;
  @ThingOf(() => SubjectView) about: SubjectView;
  /** What people read about it; its fields depend on the type, and instants in it are milliseconds since 1970. */
  @IsObject() facts: Record<string, unknown>;
}

/** A page of a case's timeline. */
export class CaseEventsPage {
  @ListOf(() => CaseEventView) items: CaseEventView[];
  @OrNull() @IsString() next: string | null;
}
