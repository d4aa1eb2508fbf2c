import { IsArray, IsIn, IsInt, IsString, IsUUID } from 'class-validator';
import { SubjectView } from '../clock/clock.view.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { chaseAnswerKinds, type ChaseAnswerKind } from './answer-chase.request.js';

/** One question to people who let something stand still. */
export class ChaseView {
  @IsUUID() id: string;
  @IsUUID() escalationId: string;
  @IsInt() step: number;
  @ThingOf(() => SubjectView) subject: SubjectView;
  @OrNull() @IsUUID() legId: string | null;
  @IsArray() @IsString({ each: true }) askedIds: string[];
  @IsInstant() sentAt: IsoInstant;
  @OrNull() @IsIn(chaseAnswerKinds) answer: ChaseAnswerKind | null;
  @OrNull() @IsString() answeredById: string | null;
  @OrNull() @IsInstant() answeredAt: IsoInstant | null;
  @OrNull() @IsInstant() etaAt: IsoInstant | null;
  @OrNull() @IsString() blockedBy: string | null;
  @OrNull() @IsString() note: string | null;
  /** Overtaken: somebody else answered, or the thing moved on. */
  @OrNull() @IsInstant() closedAt: IsoInstant | null;
}

/** What the customer asked for, and what they were told. */
export class CustomerRequestView {
  @IsIn(['update', 'urgent']) kind: 'update' | 'urgent';
  @IsString() text: string;
  @IsIn(['requested', 'accepted', 'declined']) state: 'requested' | 'accepted' | 'declined';
  @OrNull() @IsString() reply: string | null;
  @OrNull() @IsString() repliedById: string | null;
  @OrNull() @IsInstant() repliedAt: IsoInstant | null;
}

/** A ladder being climbed because something stalls, is at risk or broke. */
export class EscalationView {
  @IsUUID() id: string;
  @IsString() trigger: string;
  @ThingOf(() => SubjectView) subject: SubjectView;
  @OrNull() @IsUUID() legId: string | null;
  @IsInstant() startedAt: IsoInstant;
  /** Number of the last step fired; 0 before the first. */
  @IsInt() lastStep: number;
  @OrNull() @IsInstant() lastFiredAt: IsoInstant | null;
  @OrNull() @IsInstant() nextStepAt: IsoInstant | null;
  @OrNull() @IsString() acknowledgedById: string | null;
  @OrNull() @IsInstant() acknowledgedAt: IsoInstant | null;
  @OrNull() @IsInstant() endedAt: IsoInstant | null;
  @OrNull() @IsString() endReason: string | null;
  @IsArray() @IsString({ each: true }) told: string[];
  /** Where the customer set this ladder off. */
  @OrNull() @ThingOf(() => CustomerRequestView) request: CustomerRequestView | null;
}
