import {
  IsPlainLine,
  type Language,
  languages,
  LINE,
  ListOf,
  type Presence,
  presences,
  PutCalendarRequest,
  PutDepartmentRequest,
  PutJourneyRequest,
  PutPersonRequest,
  PutPolicyRequest,
} from '@baton/contracts';
import type { CompanyRecords } from '@baton/domain';
import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Min, validate, type ValidationError } from 'class-validator';

import { PlainProblem } from '../plain-problem.js';

/** The records of a company file, every version of them. */
export type CompanyContent = Omit<CompanyRecords, 'revision'>;

/** Takes the content of a company file for what it says it is, or names every field that is not as it must be. */
export async function readCompanyFile(file: string, content: unknown): Promise<CompanyContent> {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new PlainProblem(`${file} must hold an object with calendars, departments, people, journeys and policies.`);
  const errors = await validate(plainToInstance(CompanyFile, content), {
    whitelist: true,
    forbidNonWhitelisted: true,
  });
  if (errors.length > 0)
    throw new PlainProblem(
      flawsIn(
        file,
        errors.flatMap((error) => flaws(error)),
      ),
    );
  return withNulls(content as CompanyContent);
}

/** One message with a line for each flaw. */
export const flawsIn = (file: string, found: readonly string[]): string =>
  `${file} cannot be used:\n${found.map((flaw) => `  - ${flaw}`).join('\n')}`;

function flaws({ property, constraints, children }: ValidationError, within = ''): readonly string[] {
  const path = `${within}${property}`;
  const own = Object.entries(constraints ?? {}).map(([rule, message]) =>
    rule === 'whitelistValidation' ? `${path} is not known here` : `${path} ${withoutName(message, property)}`,
  );
  // The last one is the first that is written down: of which type it must be.
  return [...own.slice(-1), ...(children ?? []).flatMap((child) => flaws(child, `${path}.`))];
}

const withoutName = (message: string, property: string) =>
  message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;

/** What may be left out is null in the records. */
const withNulls = ({ departments, people, journeys, ...rest }: CompanyContent): CompanyContent => ({
  ...rest,
  departments: departments.map((one) => ({ ...one, headId: one.headId ?? null })),
  people: people.map((one) => ({ ...one, substituteId: one.substituteId ?? null, language: one.language ?? null })),
  journeys: journeys.map((one) => ({
    ...one,
    silenceSeconds: one.silenceSeconds ?? null,
    legs: one.legs.map((leg) => ({ ...leg, acceptanceSeconds: leg.acceptanceSeconds ?? null })),
  })),
});

class CalendarRecord extends PutCalendarRequest {
  @IsPlainLine(LINE) id: string;
  @IsInt() @Min(1) version: number;
  /** Milliseconds since 1970, as in every record. */
  @IsInt() @Min(0) effectiveFrom: number;
}

class DepartmentRecord extends PutDepartmentRequest {
  @IsPlainLine(LINE) id: string;
}

class AbsenceRecord {
  @IsInt() @Min(0) from: number;
  @IsInt() @Min(0) to: number;
}

class PersonRecord extends PutPersonRequest {
  @IsPlainLine(LINE) id: string;
  @IsBoolean() active: boolean;
  /** In which they are written to; whoever has none chooses with their first visit. */
  @IsOptional() @IsIn(languages) language?: Language | null;
  @IsIn(presences) presence: Presence;
  @ListOf(() => AbsenceRecord) absences: AbsenceRecord[];
}

class JourneyRecord extends PutJourneyRequest {
  @IsPlainLine(LINE) id: string;
  @IsInt() @Min(1) version: number;
}

class PolicyRecord extends PutPolicyRequest {
  @IsPlainLine(LINE) id: string;
  @IsInt() @Min(1) version: number;
}

const MOST = 100_000;

class CompanyFile {
  @ListOf(() => CalendarRecord, MOST) calendars: CalendarRecord[];
  @ListOf(() => DepartmentRecord, MOST) departments: DepartmentRecord[];
  @ListOf(() => PersonRecord, MOST) people: PersonRecord[];
  @ListOf(() => JourneyRecord, MOST) journeys: JourneyRecord[];
  @ListOf(() => PolicyRecord, MOST) policies: PolicyRecord[];
}
