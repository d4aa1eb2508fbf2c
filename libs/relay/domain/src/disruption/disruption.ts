import type { Instant } from '@baton/kernel';

import type { PersonId } from '../company/ids.js';
import type { LegId } from '../leg/leg.js';

export type DisruptionKind = 'delay' | 'scope' | 'quality' | 'blocked' | 'customer-change' | 'cancel';
export const disruptionKinds: readonly DisruptionKind[] = [
  'delay',
  'scope',
  'quality',
  'blocked',
  'customer-change',
  'cancel',
];

/** Something that may disturb the outcome, told to everyone it touches; each of them acknowledges. */
export interface Disruption {
  readonly id: string;
  readonly caseId: string;
  readonly legId: LegId | null;
  readonly raisedById: PersonId | null;
  readonly kind: DisruptionKind;
  readonly text: string;
  readonly raisedAt: Instant;
  readonly oldEtaAt: Instant | null;
  readonly newEtaAt: Instant | null;
  /** It had to be raised: the new date passes the leg's OLA or a promise. */
  readonly mandatory: boolean;
  readonly affects: {
    readonly outcome: boolean;
    readonly promiseIds: readonly string[];
    readonly legIds: readonly LegId[];
  };
  readonly recipients: readonly DisruptionRecipient[];
  /** A draft for the owner to send; never sent by itself (O4, E6). */
  readonly customerDraft: string | null;
}

/** One person who must acknowledge; the id is the subject of the acknowledgement clock. */
export interface DisruptionRecipient {
  readonly id: string;
  readonly personId: PersonId;
  readonly why: 'owner' | 'current-leg' | 'next-leg' | 'later-leg' | 'promise-holder';
  readonly ackDueAt: Instant;
  readonly acknowledgedAt: Instant | null;
}

/** The acknowledgement that a clock's subject id stands for, with its disruption. */
export function acknowledgementOf(
  disruptions: readonly Disruption[],
  recipientId: string,
): { readonly disruption: Disruption; readonly recipient: DisruptionRecipient } | undefined {
  for (const disruption of disruptions) {
    const recipient = disruption.recipients.find((one) => one.id === recipientId);
    if (recipient) return { disruption, recipient };
  }
  return undefined;
}
