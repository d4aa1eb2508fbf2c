import type { Case, CaseEvent, Company } from '@baton/domain';
import type { Instant, Seconds } from '@baton/kernel';

import type { PushSubscription } from '../push/push-service.js';

/** What may have to happen because of something committed. */
export type EffectTopic = 'inform' | 'mail' | 'push' | 'recalculate' | 'relieve';

/** An effect that this process may carry out until the lease ends. Whoever holds an older fence can finish nothing. */
export interface LeasedEffect {
  readonly id: string;
  readonly fence: number;
}

export interface Effect extends LeasedEffect {
  readonly key: string;
  readonly topic: EffectTopic;
  readonly body: Readonly<Record<string, unknown>>;
  /** Ends without success so far. */
  readonly attempts: number;
  /** The trace in which it was caused, if that was traced. */
  readonly traceparent?: string | null;
}

export interface NewEffect {
  /** Derived from the cause, never random: the same cause meets the unique index, so it happens once. */
  readonly key: string;
  readonly topic: EffectTopic;
  readonly orderKey: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly notBefore: Instant;
}

/** One line for one person about one event. `why` says which duty makes it their business (O2). */
export interface NewNotice {
  readonly caseId: string;
  readonly seq: number;
  readonly personId: string;
  readonly why: string;
  readonly kind: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: Instant;
  /** Not held back by quiet hours: P1 and promises that are due (E5). */
  readonly urgent: boolean;
  /** Does its ladder, or its kind, ask for mail as well? */
  readonly byMail: boolean;
}

/** A notice that waits to leave, with the case as it is now: is it still true? */
export interface WaitingNotice {
  readonly notice: NewNotice;
  readonly state: Case;
}

/** What an effect reads and writes, in the transaction that also marks it done. */
export interface EffectScope {
  readonly at: Instant;
  readonly company: Company;
  /** The case as it is now, and the events that caused the effect. */
  history(
    caseId: string,
    fromSeq: number,
    toSeq: number,
  ): Promise<{ readonly state: Case; readonly events: readonly CaseEvent[] }>;
  /** Writes notices; one for the same event and person is left as it is. */
  post(notices: readonly NewNotice[]): Promise<void>;
  /** Adds effects; one with the same key is left as it is. */
  add(effects: readonly NewEffect[]): Promise<void>;
  /** What the person has not read and not been mailed, oldest first, and when the last mail to them left. */
  mailFor(
    personId: string,
  ): Promise<{ readonly waiting: readonly WaitingNotice[]; readonly lastMailAt: Instant | null }>;
  /** The person has been mailed these, or need not be any more. */
  markMailed(notices: readonly NewNotice[]): Promise<void>;
  /** Puts notices down for every device of their readers, and answers these devices. */
  queuePush(
    notices: readonly NewNotice[],
  ): Promise<readonly { readonly subscriptionId: string; readonly personId: string }[]>;
  /** A device, and what its person has not read and it has not shown; null once it is not to be told anything more. */
  pushFor(
    subscriptionId: string,
  ): Promise<{ readonly subscription: PushSubscription; readonly waiting: readonly WaitingNotice[] } | null>;
  /** The device has shown these, or need not any more. */
  settlePush(subscriptionId: string, notices: readonly NewNotice[]): Promise<void>;
  /** The browser has ended it. */
  forgetPush(subscriptionId: string): Promise<void>;
}

export type Carried = 'done' | 'overtaken';

/** The effects that are due, one row each. The queue only says that there is something to do; this says what. */
export interface EffectOutbox {
  /** Takes what is due and nobody holds; parks what was begun five times without an end. */
  lease(limit: number, seconds: Seconds): Promise<readonly LeasedEffect[]>;
  /** Counts the start, so that an effect that kills its process is noticed. Null: done, parked or held by another. */
  begin(leased: LeasedEffect): Promise<Effect | null>;
  /** A look at things in a transaction of its own, before an effect that leaves the system. */
  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen>;
  /** Does the last of it and marks it done in one transaction; nothing is kept when the lease was lost meanwhile. */
  finish(effect: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried>;
  /** Not this time: again later, after a growing pause, for a day; then it is parked. */
  fail(effect: LeasedEffect, error: Error): Promise<void>;
  /** Not yet: again at an instant, and it does not count as a failure. */
  postpone(effect: LeasedEffect, until: Instant): Promise<void>;
}
