import { IsArray, IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { IsZone } from '../field/is-zone.js';
import { LINE, TEXT } from '../field/limits.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { AbsenceView, type Presence, presences, type Role, roles } from '../session/me.view.js';

/** Somebody who works here. Leaving is a command of its own, since everything they hold must go to somebody. */
export class PutPersonRequest {
  @IsPlainLine(LINE)
  name: string;

  @IsEmail()
  @MaxLength(254)
  email: string;

  @IsIn(roles)
  role: Role;

  @IsPlainLine(LINE)
  departmentId: string;

  /** IANA name of the zone in which this person reads times. */
  @IsZone()
  zone: string;

  /** Who stands in during an absence. */
  @IsOptional()
  @IsPlainLine(LINE)
  substituteId?: string | null;
}

export class PersonView {
  @IsString() id: string;
  @IsString() name: string;
  @IsString() email: string;
  @IsIn(roles) role: Role;
  @IsString() departmentId: string;
  @IsString() zone: string;
  @IsBoolean() active: boolean;
  @OrNull() @IsString() substituteId: string | null;
  @IsIn(presences) presence: Presence;
  @ListOf(() => AbsenceView) absences: AbsenceView[];
  /** What If-Match speaks of. */
  @IsString() version: string;
}

/** A stretch of time in which one is not there. */
export class AbsenceRequest {
  @IsInstant() from: IsoInstant;
  @IsInstant() to: IsoInstant;
}

/** Says whether one is there; open offers go to the pool when one is not. */
export class ChangePresenceRequest {
  @IsIn(presences)
  presence: Presence;

  /** All absences to come; as before when not given. */
  @IsOptional()
  @ListOf(() => AbsenceRequest, 100)
  absences?: AbsenceRequest[];
}

/** Somebody leaves for good. */
export class DeactivatePersonRequest {
  @IsPlainText(TEXT)
  reason: string;
}

/** A person who left, and the cases whose duties went to others. */
export class PersonDeactivatedView extends PersonView {
  @IsArray() @IsString({ each: true }) relievedCaseIds: string[];
}

/** What rests on a person, and where it would go. */
export class PersonDutiesView {
  /** Open cases in which something rests on them. */
  @IsInt() openCases: number;
  /** Who would take over; null when there is nobody else. */
  @OrNull() @IsString() heirId: string | null;
  /** Departments that need another lead or head first. */
  @IsArray() @IsString({ each: true }) leads: string[];
}
