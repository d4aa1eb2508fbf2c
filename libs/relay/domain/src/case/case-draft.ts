import type { Instant } from '@baton/kernel';

import type { Subject } from '../chase/chase.js';
import type { Company } from '../company/company.js';
import type { PersonId } from '../company/ids.js';
import type { Person } from '../company/person.js';
import type { Case } from './case.js';
import type { CaseEvent, CaseEventType, Changes } from './case-event.js';
import { evolve } from './evolve.js';

/** Where and when a command is decided. Everything a rule may know besides the case and the command. */
export interface Situation {
  readonly at: Instant;
  readonly company: Company;
  /** Who commands; null when Baton itself acts (timers). */
  readonly actor: Person | null;
  /** A fresh id for a new thing. */
  readonly newId: () => string;
}

/**
 * A case being changed: the state so far and the events that led there. Rules read `state`, call `record`, and refuse
 * before they record anything. The draft is thrown away on refusal, so a rule is pure seen from outside.
 */
export class CaseDraft {
  readonly events: CaseEvent[] = [];

  constructor(
    private current: Case | null,
    readonly caseId: string,
    readonly situation: Situation,
  ) {}

  get state(): Case {
    if (this.current === null) throw new Error(`Case ${this.caseId} has not been opened in this draft`);
    return this.current;
  }

  get at(): Instant {
    return this.situation.at;
  }

  get company(): Company {
    return this.situation.company;
  }

  get actorId(): PersonId | null {
    return this.situation.actor?.id ?? null;
  }

  newId(): string {
    return this.situation.newId();
  }

  /** Writes one event down and moves the state on. `at` is the moment of the command unless the thing happened earlier. */
  record(
    type: CaseEventType,
    about: Subject,
    facts: Readonly<Record<string, unknown>>,
    changes: Changes = {},
    at: Instant = this.at,
  ): CaseEvent {
    const seq = (this.current?.version ?? 0) + 1;
    const event: CaseEvent = { caseId: this.caseId, seq, type, at, by: this.actorId, about, facts, changes };
    this.current = evolve(this.current, event);
    this.events.push(event);
    return event;
  }
}
