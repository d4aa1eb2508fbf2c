import { IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { pauseReasons, type PauseReason } from '../leg/pause-leg.request.js';

export const subjectKinds = [
  'case',
  'leg',
  'handoff',
  'promise',
  'disruption',
  'question',
  'escalation',
  'clock',
  'finding',
] as const;

/** What a clock, a ladder or an event is about. */
export class SubjectView {
  @IsIn(subjectKinds) kind: (typeof subjectKinds)[number];
  @IsUUID() id: string;
}

export const clockKinds = [
  'acceptance',
  'leg-ola',
  'first-response',
  'next-response',
  'resolution',
  'silence',
  'promise',
  'disruption-ack',
  'answer',
  'vendor',
] as const;
export const clockStates = ['running', 'paused', 'met', 'cancelled'] as const;

/** Time towards one target. */
export class ClockView {
  @IsUUID() id: string;
  @ThingOf(() => SubjectView) subject: SubjectView;
  @IsIn(clockKinds) kind: (typeof clockKinds)[number];
  /** Seconds of open time in the calendar, or of real time without one. */
  @IsNumber() targetSeconds: number;
  @OrNull() @IsString() calendarId: string | null;
  @OrNull() @IsInt() calendarVersion: number | null;
  @IsInstant() startedAt: IsoInstant;
  /** The last moment that is still in time; null while paused. */
  @OrNull() @IsInstant() dueAt: IsoInstant | null;
  @IsIn(clockStates) state: (typeof clockStates)[number];
  /** Stays once it is set, whatever happens afterwards. */
  @OrNull() @IsInstant() breachedAt: IsoInstant | null;
  @OrNull() @IsIn(['due', 'target-changed']) breachCause: 'due' | 'target-changed' | null;
  @OrNull() @IsInstant() endedAt: IsoInstant | null;
  @IsArray() @IsIn(pauseReasons, { each: true }) pauseReasons: PauseReason[];
  @IsBoolean() reopened: boolean;
}

/** Open time that counts towards a target. */
export class ConsumedWindowView {
  @IsInstant() from: IsoInstant;
  @IsInstant() to: IsoInstant;
  @IsNumber() seconds: number;
  /** How much has come together by the end of this window. */
  @IsNumber() totalSeconds: number;
  @OrNull() @IsString() calendarId: string | null;
  @OrNull() @IsInt() calendarVersion: number | null;
}

/** A pause or a resolved stretch, and the open time in it that therefore did not count. */
export class StandstillView {
  @IsIn(['pause', 'resolved']) kind: 'pause' | 'resolved';
  @IsInstant() from: IsoInstant;
  @OrNull() @IsInstant() to: IsoInstant | null;
  @IsArray() @IsIn(pauseReasons, { each: true }) reasons: PauseReason[];
  @IsNumber() openSeconds: number;
}

/** One thing that happened to a clock, with the values that decided it. */
export class ClockChangeView {
  @IsString() type: string;
  @IsInstant() at: IsoInstant;
  @OrNull() @IsInstant() dueAt: IsoInstant | null;
  @OrNull() @IsNumber() targetSeconds: number | null;
  @OrNull() @IsString() reason: string | null;
  /** Who changed it; null for Baton itself. */
  @OrNull() @IsString() byId: string | null;
}

/** Why this due date. */
export class ClockExplanationView {
  @ThingOf(() => ClockView) clock: ClockView;
  @ListOf(() => ConsumedWindowView) windows: ConsumedWindowView[];
  @ListOf(() => StandstillView) standstills: StandstillView[];
  @ListOf(() => ClockChangeView) changes: ClockChangeView[];
}
