import { ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Max } from 'class-validator';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { ListOf } from '../field/list-of.js';
import { LONGEST_TARGET } from '../leg/plan-leg.request.js';

export const triggerKinds = [
  'at-risk',
  'breach',
  'stall',
  'offer-stalled',
  'offer-expired',
  'promise-due',
  'finding-unanswered',
  'customer-asked',
  'nudged',
] as const;
export const audiences = ['holder', 'sender', 'owner', 'pool', 'lead', 'department-head', 'oversight'] as const;
export const stepActions = ['notify', 'ask', 'add-co-owner', 'raise-urgency', 'open-finding', 'offer-to-pool'] as const;
export const noticeChannels = ['in-app', 'mail'] as const;

/** One rung of a ladder. */
export class EscalationStepDto {
  /** After what set the ladder off. */
  @IsInt() @Max(LONGEST_TARGET) offsetSeconds: number;
  /** Open time of the audience, or real time. */
  @IsIn(['business', 'wall']) unit: 'business' | 'wall';
  @IsIn(audiences) audience: (typeof audiences)[number];
  @IsArray() @ArrayMinSize(1) @IsIn(noticeChannels, { each: true }) channels: (typeof noticeChannels)[number][];
  @IsIn(stepActions) action: (typeof stepActions)[number];
  @IsBoolean() needsAck: boolean;
}

/** An ordered ladder for one kind of trigger. Saving it makes a new version; ladders that are being climbed stay as they were. */
export class PutPolicyRequest {
  @IsPlainLine(LINE)
  name: string;

  @IsIn(triggerKinds)
  trigger: (typeof triggerKinds)[number];

  @ListOf(() => EscalationStepDto, 50)
  steps: EscalationStepDto[];
}

export class PolicyView extends PutPolicyRequest {
  @IsString() id: string;
  @IsInt() version: number;
}
