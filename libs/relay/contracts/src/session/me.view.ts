import { IsArray, IsIn, IsString } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

export const roles = ['agent', 'lead', 'supervisor', 'admin'] as const;
export type Role = (typeof roles)[number];
export const languages = ['en', 'de', 'es'] as const;
export type Language = (typeof languages)[number];
export const presences = ['available', 'busy', 'away'] as const;
export type Presence = (typeof presences)[number];

/** A stretch of time in which a person is not there. */
export class AbsenceView {
  @IsInstant() from: IsoInstant;
  @IsInstant() to: IsoInstant;
}

/** The person who is signed in. */
export class MeView {
  @IsString() id: string;
  @IsString() name: string;
  @IsString() email: string;
  @IsIn(roles) role: Role;
  @IsString() departmentId: string;
  @IsString() zone: string;
  /** In which they are written to; null until they have chosen. */
  @OrNull() @IsIn(languages) language: Language | null;
  @IsIn(presences) presence: Presence;
  @ListOf(() => AbsenceView) absences: AbsenceView[];
  @OrNull() @IsString() substituteId: string | null;
  /** How this request was signed: a browser's session or an API token. */
  @IsIn(['session', 'token']) via: 'session' | 'token';
  /** What the role may do, as the routes declare it. */
  @IsArray() @IsIn(roles, { each: true }) mayActAs: Role[];
}
