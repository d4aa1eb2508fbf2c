import type { Instant } from '@baton/kernel';

import type { Case } from '../case/case.js';
import type { CaseEvent, CaseEventType } from '../case/case-event.js';
import { decide } from '../case/decide.js';
import { openCase, type OpenCase } from '../case/open-case.js';
import type { Rule } from '../case/rule.js';
import type { Company } from '../company/company.js';
import type { Leg } from '../leg/leg.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { handOverLeg } from '../leg/hand-over-leg.js';
import { timersOf } from '../timer/timers-of.js';
import { wakeCase } from '../timer/wake.js';
import { aCompany, MONDAY_NINE } from './a-company.js';

/** One case that is driven through the real rules, with a clock that stands where the test puts it. */
export class Relay {
  events: readonly CaseEvent[] = [];
  private current: Case | null = null;
  private ids = 0;

  constructor(
    public company: Company,
    public now: Instant,
  ) {}

  get state(): Case {
    return this.current!;
  }

  /** Runs a command as a person (null: Baton). A refusal fails the test. Returns the events it led to. */
  run<Command>(actorId: string | null, rule: Rule<Command>, command: Command): readonly CaseEvent[] {
    const decision = this.decision(actorId, rule, command);
    if (decision.outcome === 'refused')
      throw new Error(`refused: ${decision.refusal} ${JSON.stringify(decision.detail)}`);
    this.current = decision.value.after;
    this.events = [...this.events, ...decision.value.events];
    return decision.value.events;
  }

  /** The word with which a command is refused; null when it would be accepted. Changes nothing. */
  refusal<Command>(actorId: string | null, rule: Rule<Command>, command: Command): string | null {
    const decision = this.decision(actorId, rule, command);
    return decision.outcome === 'refused' ? decision.refusal : null;
  }

  /** Lets time pass with a worker that wakes for every timer at its instant. */
  passUntil(at: Instant): readonly CaseEvent[] {
    const before = this.events.length;
    for (let wakes = 0; ; wakes++) {
      const next = Math.min(...timersOf(this.state, this.company).map(({ fireAt }) => fireAt));
      if (next > at) break;
      if (wakes > 500) throw new Error(`the worker wakes without end: ${JSON.stringify(this.due(at))}`);
      this.now = Math.max(this.now, next);
      this.wake();
    }
    this.now = at;
    return this.events.slice(before);
  }

  /** Lets time pass without a worker, then wakes once for everything that is due. */
  sleepUntil(at: Instant): readonly CaseEvent[] {
    this.now = at;
    return this.wake();
  }

  /** The events of a type so far. */
  all(type: CaseEventType): readonly CaseEvent[] {
    return this.events.filter((event) => event.type === type);
  }

  /** The leg with a name; the newest of several visits. */
  leg(name: string): Leg {
    return this.state.legs.findLast((leg) => leg.name === name)!;
  }

  private wake(): readonly CaseEvent[] {
    return this.run(null, wakeCase, this.due(this.now));
  }

  private due(at: Instant) {
    return timersOf(this.state, this.company).filter(({ fireAt }) => fireAt <= at);
  }

  /** What the rule answers, with the facts of a refusal. Changes nothing. */
  decision<Command>(actorId: string | null, rule: Rule<Command>, command: Command) {
    const actor = actorId === null ? null : (this.company.people.get(actorId) ?? null);
    const { now: at, company } = this;
    return decide(rule, 'case-1', this.current, command, { at, company, actor, newId: () => `id-${++this.ids}` });
  }
}

/** A case that Ann has just opened by phone on Monday at nine, unless something else matters. */
export function aRelay(
  differs: { readonly company?: Company; readonly at?: Instant; readonly opening?: Partial<OpenCase> } = {},
): Relay {
  const relay = new Relay(differs.company ?? aCompany(), differs.at ?? MONDAY_NINE);
  relay.run('ann', openCase, {
    number: 1001,
    subject: 'Paid twice',
    description: 'The customer paid an invoice twice.',
    requester: { name: 'Carla', email: 'carla@example.com', phone: null, zone: 'America/New_York' },
    priority: 'P3',
    confidential: false,
    channel: 'phone',
    journeyId: 'refund',
    ...differs.opening,
  });
  return relay;
}

/** Ann hands her leg to billing; nobody has answered yet. Returns the offer's id. */
export function handToBilling(relay: Relay, toPersonId: string | null = null): string {
  relay.run('ann', handOverLeg, {
    legId: relay.leg('intake').id,
    toDepartmentId: null,
    toPersonId,
    legName: null,
    package: {},
    note: 'please check',
    waiver: null,
    holdUntil: null,
  });
  return relay.state.handoffs.at(-1)!.id;
}

/** The same case with Bea of billing holding the second leg. */
export function aRelayAtBilling(differs: Parameters<typeof aRelay>[0] = {}): Relay {
  const relay = aRelay(differs);
  relay.run('bea', acceptHandoff, { handoffId: handToBilling(relay) });
  return relay;
}
