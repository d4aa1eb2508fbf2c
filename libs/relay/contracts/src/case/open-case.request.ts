import { IsBoolean, IsEmail, IsIn, IsOptional, MaxLength } from 'class-validator';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { IsZone } from '../field/is-zone.js';
import { LINE, TEXT } from '../field/limits.js';
import { ThingOf } from '../field/list-of.js';

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

export const contactChannels = ['phone', 'in-person', 'chat', 'email', 'web', 'letter'] as const;
export type ContactChannel = (typeof contactChannels)[number];

/** The customer of a new case. */
export class RequesterRequest {
  @IsPlainLine(LINE)
  name: string;

  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  @IsOptional()
  @IsPlainLine(50)
  phone?: string | null;

  /** IANA name of the customer's time zone. */
  @IsZone()
  zone: string;
}

/** "I have this customer." The caller becomes the owner. */
export class OpenCaseRequest {
  @IsPlainLine(LINE)
  subject: string;

  @IsPlainText(TEXT)
  description: string;

  @ThingOf(() => RequesterRequest)
  requester: RequesterRequest;

  @IsIn(priorities)
  priority: Priority;

  /** Seen only by its line, the departments on it and oversight. */
  @IsOptional()
  @IsBoolean()
  confidential?: boolean;

  /** How the customer came. */
  @IsIn(contactChannels)
  channel: ContactChannel;

  /** The plan it follows; a single leg of the caller's department without one. */
  @IsOptional()
  @IsPlainLine(LINE)
  journeyId?: string | null;
}
