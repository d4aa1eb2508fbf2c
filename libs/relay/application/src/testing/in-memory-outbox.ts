import type { Case, CaseEvent, Company } from '@baton/domain';
import type { Instant } from '@baton/kernel';

import { MOST_IN_A_LETTER } from '../notice/mail-notices.use-case.js';
import type {
  Carried,
  Effect,
  EffectOutbox,
  EffectScope,
  LeasedEffect,
  LeasedInform,
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

  lease(limit: number): Promise<readonly LeasedEffect[]> {
    return Promise.resolve(this.due('others').slice(0, limit).map(leasedOf));
  }

  leaseInforms(limit: number): Promise<readonly LeasedInform[]> {
    const due = this.due('informs').slice(0, limit);
    return Promise.resolve(due.map((effect) => ({ ...leasedOf(effect), wasTried: false })));
  }

  async begin(leased: LeasedEffect): Promise<Effect | null> {
    return (await this.beginAll([leased]))[0] ?? null;
  }

  beginAll(leased: readonly LeasedEffect[]): Promise<readonly Effect[]> {
    const begun = leased.flatMap(({ id, fence }) => {
      const effect = this.effects.find(({ key }) => key === id);
      return effect && !this.done.includes(id) ? [{ ...effect, id, fence, attempts: 0 }] : [];
    });
    return Promise.resolve(begun);
  }

  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen> {
    return work(this.scope());
  }

  async finish(effect: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried> {
    let carried: Carried = 'overtaken';
    await this.finishAll([effect], async (scope) => {
      await work(scope);
      carried = 'done';
    });
    return carried;
  }

  async finishAll<Held extends LeasedEffect>(
    effects: readonly Held[],
    work: (scope: EffectScope, held: readonly Held[]) => Promise<void>,
  ): Promise<void> {
    const held = this.overtaken ? [] : effects.filter(({ id }) => !this.done.includes(id));
    if (held.length === 0) return;
    const before = {
      notices: this.notices.map((one) => ({ ...one })),
      effects: [...this.effects],
      unpushed: [...this.unpushed],
      done: [...this.done],
    };
    this.done.push(...held.map(({ id }) => id));
    try {
      await work(this.scope(), held);
    } catch (error) {
      Object.assign(this, before);
      throw error;
    }
  }

  fail(_effect: LeasedEffect, error: Error): Promise<void> {
    this.failures.push(error);
    return Promise.resolve();
  }

  postpone(_effect: LeasedEffect, until: Instant): Promise<void> {
    this.postponedUntil = until;
    return Promise.resolve();
  }

  private due(lane: 'informs' | 'others'): readonly NewEffect[] {
    const isOfLane = ({ topic }: NewEffect) => (topic === 'inform') === (lane === 'informs');
    const isDue = (effect: NewEffect) => effect.notBefore <= this.now() && !this.done.includes(effect.key);
    return this.effects.filter((effect) => isOfLane(effect) && isDue(effect));
  }

  private lastMailTo(personId: string): Instant | null {
    const mailed = this.notices.flatMap((one) =>
      one.personId === personId && one.mailedAt !== null ? [one.mailedAt] : [],
    );
    return mailed.length === 0 ? null : Math.max(...mailed);
  }

  /** Does one that waits tell of it as well? */
  private isNeedless(effect: NewEffect): boolean {
    return this.effects.some(
      (other) =>
        effect.gathers &&
        other.orderKey === effect.orderKey &&
        other.notBefore <= effect.notBefore &&
        (other.body['urgent'] === true || effect.body['urgent'] !== true) &&
        !this.done.includes(other.key),
    );
  }

  private scope(): EffectScope {
    return {
      at: this.now(),
      company: this.company(),
      histories: async (spans) =>
        spans.map(({ fromSeq, toSeq }) => {
          const { state, events } = this.history();
          return { state, events: events.filter(({ seq }) => fromSeq <= seq && seq <= toSeq) };
        }),
      post: async (notices) => {
        for (const notice of notices) {
          const known = this.notices.some(({ seq, personId }) => seq === notice.seq && personId === notice.personId);
          if (!known) this.notices.push({ ...notice, mailedAt: null });
        }
      },
      add: async (effects) => {
        for (const effect of effects) {
          const isKnown = this.effects.some(({ key }) => key === effect.key);
          if (!isKnown && !this.isNeedless(effect)) this.effects.push(effect);
        }
      },
      mailFor: async (personId) => {
        const own = this.notices.filter((notice) => notice.personId === personId);
        return {
          waiting: own
            .filter(({ byMail, mailedAt }) => byMail && mailedAt === null)
            .toSorted((a, b) => Number(b.urgent) - Number(a.urgent))
            .slice(0, MOST_IN_A_LETTER)
            .map((notice) => ({ notice, state: this.history().state })),
          lastMailAt: this.lastMailTo(personId),
        };
      },
      lastMails: async (personIds) =>
        new Map(
          personIds.flatMap((personId) => {
            const at = this.lastMailTo(personId);
            return at === null ? [] : [[personId, at] as const];
          }),
        ),
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

const leasedOf = ({ key }: NewEffect): LeasedEffect => ({ id: key, fence: 1 });
