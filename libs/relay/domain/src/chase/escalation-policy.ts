import type { Seconds } from '@baton/kernel';

/** Who a ladder step speaks to; resolved to people only when the step fires (E4). */
export type Audience = 'holder' | 'sender' | 'owner' | 'pool' | 'lead' | 'department-head' | 'oversight';

/** What sets a ladder off (E1). `nudged` is a person's own question. */
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
export type TriggerKind = (typeof triggerKinds)[number];

/** What a step does besides being recorded (E6). Nothing here changes the owner, closes, or writes to the customer. */
export type StepAction = 'notify' | 'ask' | 'add-co-owner' | 'raise-urgency' | 'open-finding' | 'offer-to-pool';

export type NoticeChannel = 'in-app' | 'mail';

/** One rung: `offset` after the trigger, in the audience's open time unless `unit` is `wall` (safety types only). */
export interface EscalationStep {
  readonly offsetSeconds: Seconds;
  readonly unit: 'business' | 'wall';
  readonly audience: Audience;
  readonly channels: readonly NoticeChannel[];
  readonly action: StepAction;
  readonly needsAck: boolean;
}

/** An ordered ladder for one kind of trigger (E1). After the last step the last one repeats every business day. */
export interface EscalationPolicy {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly trigger: TriggerKind;
  readonly steps: readonly EscalationStep[];
}
