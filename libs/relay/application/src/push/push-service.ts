import type { PushLanguage, PushUrgency } from '@baton/domain';
import type { Instant, Seconds } from '@baton/kernel';

/** A device whose person asked to be told there, for as long as they are signed in on it. */
export interface PushSubscription {
  readonly id: string;
  readonly personId: string;
  /** Where its push service takes messages for it. */
  readonly endpoint: string;
  readonly publicKey: Uint8Array;
  readonly authSecret: Uint8Array;
  readonly language: PushLanguage;
}

/** What a device shows. */
export interface Push {
  /** The effect's key: what is sent twice takes the place of the first. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly language: PushLanguage;
  readonly at: Instant;
  /** Where it leads: to an event of a case. */
  readonly about: { readonly caseId: string; readonly seq: number } | null;
  readonly urgency: PushUrgency;
  /** How long it is of use to a device that is switched off now. */
  readonly ttlSeconds: Seconds;
}

/** One message to one device. What goes wrong is a value, since it decides whether to try again. */
export interface PushService {
  send(
    to: PushSubscription,
    push: Push,
  ): Promise<'sent' | 'gone' | { readonly deferred: string; readonly afterSeconds: Seconds | null }>;
}
