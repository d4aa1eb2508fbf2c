import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { IsZone } from '../field/is-zone.js';
import { LINE } from '../field/limits.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { LONGEST_TARGET } from '../leg/plan-leg.request.js';

const TIME = /^\d{2}:\d{2}$/;
const DATE = /^(199\d|20\d\d)-\d{2}-\d{2}$/;
const isTime = { message: '$property must be a time such as 09:00' };
const isDate = { message: '$property must be a date such as 2026-11-23' };

/** Opening hours in local time; `to` may be 24:00, or lie before `from` on the next day. */
export class WindowDto {
  @IsString() @Matches(TIME, isTime) from: string;
  @IsString() @Matches(TIME, isTime) to: string;
}

/** Windows per weekday: 1 is Monday, 7 is Sunday. A missing weekday is closed. */
export class WeekDto {
  @IsOptional() @ListOf(() => WindowDto, 24) 1?: WindowDto[];
  @IsOptional() @ListOf(() => WindowDto, 24) 2?: WindowDto[];
  @IsOptional() @ListOf(() => WindowDto, 24) 3?: WindowDto[];
  @IsOptional() @ListOf(() => WindowDto, 24) 4?: WindowDto[];
  @IsOptional() @ListOf(() => WindowDto, 24) 5?: WindowDto[];
  @IsOptional() @ListOf(() => WindowDto, 24) 6?: WindowDto[];
  @IsOptional() @ListOf(() => WindowDto, 24) 7?: WindowDto[];
}

export const holidayKinds = ['date', 'range', 'yearly', 'yearly-range'] as const;

/** Closed dates. `date` has a date, `range` from and to, `yearly` a day MM-DD, `yearly-range` from and to as MM-DD. */
export class HolidayDto {
  @IsIn(holidayKinds) kind: (typeof holidayKinds)[number];
  @IsPlainLine(LINE) name: string;
  @IsOptional() @IsString() @Matches(DATE, isDate) date?: string;
  @IsOptional() @IsPlainLine(10) day?: string;
  @IsOptional() @IsPlainLine(10) from?: string;
  @IsOptional() @IsPlainLine(10) to?: string;
}

/** What one date does instead of its weekday; no windows means closed. */
export class DateOverrideDto {
  @IsString() @Matches(DATE, isDate) date: string;
  @ListOf(() => WindowDto, 24) windows: WindowDto[];
}

/** When a department works. Saving it makes a new version; the past keeps the old one. */
export class PutCalendarRequest {
  @IsPlainLine(LINE)
  name: string;

  /** IANA name. */
  @IsZone()
  zone: string;

  @ThingOf(() => WeekDto)
  week: WeekDto;

  @ListOf(() => HolidayDto)
  holidays: HolidayDto[];

  @ListOf(() => DateOverrideDto)
  overrides: DateOverrideDto[];
}

export class CalendarView extends PutCalendarRequest {
  @IsString() id: string;
  @IsInt() version: number;
  @IsInstant() effectiveFrom: IsoInstant;
}

/** A saved calendar, and what it does to clocks that run. */
export class CalendarSavedView extends CalendarView {
  /** Running clocks whose due date moves; they follow in the background. */
  @IsInt() dueDatesThatMove: number;
  /** The first cases concerned, at most 100. */
  @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) caseIds: string[];
}

/** A calendar that need not be saved, and what one wants to know about it. */
export class PreviewCalendarRequest {
  @ThingOf(() => PutCalendarRequest)
  calendar: PutCalendarRequest;

  /** Open hours from here … */
  @IsInstant()
  from: IsoInstant;

  /** … to here, at most 400 days later. */
  @IsInstant()
  to: IsoInstant;

  /** When the work begins whose ends are asked for. */
  @IsInstant()
  startAt: IsoInstant;

  /** How much open time the work takes; one answer each. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(LONGEST_TARGET, { each: true })
  seconds: number[];
}

export class OpenHoursView {
  @IsInstant() open: IsoInstant;
  @IsInstant() close: IsoInstant;
}

/** When something is due that begins at `startAt` and takes so much open time. */
export class DueView {
  @IsInt() seconds: number;
  @IsInstant() at: IsoInstant;
}

/** What a calendar means in practice. */
export class CalendarPreviewView {
  @ListOf(() => OpenHoursView, 100_000) windows: OpenHoursView[];
  @ListOf(() => DueView, 50) dues: DueView[];
  /** Is it open at `startAt`? */
  @IsBoolean() isOpen: boolean;
}
