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

/** An effect that informs people, leased to be carried out together with others. */
export interface LeasedInform extends LeasedEffect {
  /** It was begun or failed before: whatever came in its way, it goes alone now. */
  readonly wasTried: boolean;
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
  /** It tells of whatever waits when it begins, so one of its order that comes no later and has not begun makes it needless. */
  readonly gathers?: boolean;
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

/** Some events of a case, one after the other. */
export interface EventSpan {
  readonly caseId: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** A case as it is now, and the events that are asked about. */
export interface History {
  readonly state: Case;
  readonly events: readonly CaseEvent[];
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
  /** The cases and events of these spans, in their order. */
  histories(spans: readonly EventSpan[]): Promise<readonly History[]>;
  /** Writes notices; one for the same event and person is left as it is. */
  post(notices: readonly NewNotice[]): Promise<void>;
  /** Adds effects; one with the same key is left as it is, and none is added that another makes needless. */
  add(effects: readonly NewEffect[]): Promise<void>;
  /** What the person has not read and not been mailed, as much as a letter holds, the urgent before the old; and when the last mail left. */
  mailFor(
    personId: string,
  ): Promise<{ readonly waiting: readonly WaitingNotice[]; readonly lastMailAt: Instant | null }>;
  /** When the last mail to each of these people left, as far as any did. */
  lastMails(personIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
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
  /** Takes what is due and nobody holds, but for what informs people; parks what was begun five times without an end. */
  lease(limit: number, seconds: Seconds): Promise<readonly LeasedEffect[]>;
  /** The same for what informs people: of what somebody did before what time did. */
  leaseInforms(limit: number, seconds: Seconds): Promise<readonly LeasedInform[]>;
  /** Counts the start, so that an effect that kills its process is noticed. Null: done, parked or held by another. */
  begin(leased: LeasedEffect): Promise<Effect | null>;
  /** The same for many at once: those that may be carried out. */
  beginAll(leased: readonly LeasedEffect[]): Promise<readonly Effect[]>;
  /** A look at things in a transaction of its own, before an effect that leaves the system. */
  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen>;
  /** Does the last of it and marks it done in one transaction; nothing is kept when the lease was lost meanwhile. */
  finish(effect: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried>;
  /** The same for many at once: `work` is given those whose lease was not lost. All of them are done, or none. */
  finishAll<Held extends LeasedEffect>(
    effects: readonly Held[],
    work: (scope: EffectScope, held: readonly Held[]) => Promise<void>,
  ): Promise<void>;
  /** Not this time: again later, after a growing pause, for a day; then it is parked. */
  fail(effect: LeasedEffect, error: Error): Promise<void>;
  /** Not yet: again at an instant, and it does not count as a failure. */
  postpone(effect: LeasedEffect, until: Instant): Promise<void>;
}
