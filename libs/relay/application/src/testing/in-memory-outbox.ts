import type { Case, CaseEvent, Company } from '@baton/domain';
import type { Instant } from '@baton/kernel';

import type {
  Carried,
  Effect,
  EffectOutbox,
  EffectScope,
  LeasedEffect,
  NewEffect,
  NewNotice,
} from '../outbox/effect-outbox.js';
import type { PushSubscription } from '../push/push-service.js';

/** An outbox without a database, over one case: the same promises as the real one. A failed finish leaves no trace. */
export class InMemoryOutbox implements EffectOutbox {
  notices: (NewNotice & { mailedAt: Instant | null })[] = [];
  effects: NewEffect[] = [];
  subscriptions: PushSubscription[] = [];
  unpushed: { readonly subscriptionId: string; readonly notice: NewNotice }[] = [];
  /** Notices that have been read. */
  readonly read = new Set<number>();
  readonly done: string[] = [];
  readonly failures: Error[] = [];
  postponedUntil: Instant | null = null;
  /** Lets the next finish find that another took the lease. */
  overtaken = false;

  constructor(
    private readonly now: () => Instant,
    private readonly company: () => Company,
    private readonly history: () => { readonly state: Case; readonly events: readonly CaseEvent[] },
  ) {}

  lease(): Promise<readonly LeasedEffect[]> {
    return Promise.resolve(this.effects.map(({ key }) => ({ id: key, fence: 1 })));
  }

  begin({ id, fence }: LeasedEffect): Promise<Effect | null> {
    const effect = this.effects.find(({ key }) => key === id);
    return Promise.resolve(effect && !this.done.includes(id) ? { ...effect, id, fence, attempts: 0 } : null);
  }

  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen> {
    return work(this.scope());
  }

  async finish(effect: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried> {
    if (this.overtaken) return 'overtaken';
    const before = {
      notices: this.notices.map((one) => ({ ...one })),
      effects: [...this.effects],
      unpushed: [...this.unpushed],
    };
    try {
      await work(this.scope());
    } catch (error) {
      Object.assign(this, before);
      throw error;
    }
    this.done.push(effect.id);
    return 'done';
  }

  fail(_effect: LeasedEffect, error: Error): Promise<void> {
    this.failures.push(error);
    return Promise.resolve();
  }

  postpone(_effect: LeasedEffect, until: Instant): Promise<void> {
    this.postponedUntil = until;
    return Promise.resolve();
  }

  private scope(): EffectScope {
    return {
      at: this.now(),
      company: this.company(),
      history: async (_caseId, fromSeq, toSeq) => {
        const { state, events } = this.history();
        return { state, events: events.filter(({ seq }) => fromSeq <= seq && seq <= toSeq) };
      },
      post: async (notices) => {
        for (const notice of notices) {
          const known = this.notices.some(({ seq, personId }) => seq === notice.seq && personId === notice.personId);
          if (!known) this.notices.push({ ...notice, mailedAt: null });
        }
      },
      add: async (effects) => {
        for (const effect of effects) {
          if (!this.effects.some(({ key }) => key === effect.key)) this.effects.push(effect);
        }
      },
      mailFor: async (personId) => {
        const own = this.notices.filter((notice) => notice.personId === personId);
        const mailed = own.flatMap(({ mailedAt }) => (mailedAt === null ? [] : [mailedAt]));
        return {
          waiting: own
            .filter(({ byMail, mailedAt }) => byMail && mailedAt === null)
            .map((notice) => ({ notice, state: this.history().state })),
          lastMailAt: mailed.length === 0 ? null : Math.max(...mailed),
        };
      },
      queuePush: async (notices) => {
        const devices = this.subscriptions.filter(({ personId }) => notices.some((one) => one.personId === personId));
        for (const { id, personId } of devices)
          for (const notice of notices.filter((one) => one.personId === personId))
            this.unpushed.push({ subscriptionId: id, notice });
        return devices.map(({ id, personId }) => ({ subscriptionId: id, personId }));
      },
      pushFor: async (subscriptionId) => {
        const subscription = this.subscriptions.find(({ id }) => id === subscriptionId);
        if (subscription === undefined) return null;
        const waiting = this.unpushed
          .filter((one) => one.subscriptionId === subscriptionId && !this.read.has(one.notice.seq))
          .map(({ notice }) => ({ notice, state: this.history().state }));
        return { subscription, waiting };
      },
      settlePush: async (subscriptionId, notices) => {
        const isSettled = (one: (typeof this.unpushed)[number]) =>
          one.subscriptionId === subscriptionId && notices.some(({ seq }) => seq === one.notice.seq);
        this.unpushed = this.unpushed.filter((one) => !isSettled(one));
      },
      forgetPush: async (subscriptionId) => {
        this.subscriptions = this.subscriptions.filter(({ id }) => id !== subscriptionId);
      },
      markMailed: async (notices) => {
        for (const { seq, personId } of notices) {
          const notice = this.notices.find((one) => one.seq === seq && one.personId === personId);
          if (notice) notice.mailedAt = this.now();
        }
      },
    };
  }
}
