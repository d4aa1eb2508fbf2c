import type { CaseRef } from '@baton/application';
import type { Case } from '@baton/domain';

import { caseParts } from './case-parts.js';

/** A case as it was when its chain of hashes ended so. */
export interface RememberedCase {
  readonly state: Case;
  /** Hex. */
  readonly chainHash: string;
}

export interface MemoryLimits {
  readonly cases: number;
  /** Legs, hand-offs, clocks and whatever else hangs on them, of all of them together. */
  readonly things: number;
}

/** At most some 20 MB: a thing is just under a kilobyte. */
const LIMITS: MemoryLimits = { cases: 500, things: 20_000 };

/**
 * The cases that this process read or wrote last (ADR 14). Nothing here is believed by itself: whoever asks says how the case's
 * chain ends in the database now. The chain fixes every event, and a case is the fold of its events (ADR 1), so the same
 * end means the same case, whoever wrote it; any other means that it has to be read.
 */
export class RememberedCases {
  /** The longest untouched first. */
  private readonly cases = new Map<string, RememberedCase>();
  private readonly caseOfThing = new Map<string, string>();
  private things = 0;

  constructor(private readonly limits = LIMITS) {}

  /** Is it worth asking how the chain of this case ends? */
  mayKnow({ kind, id }: CaseRef): boolean {
    return kind === 'case' ? this.cases.has(id) : this.caseOfThing.has(id);
  }

  /** The case, if it is known as it is now in the database. */
  asOf(caseId: string, version: number, chainHash: string): RememberedCase | null {
    const known = this.cases.get(caseId);
    if (known?.chainHash !== chainHash || known.state.version !== version) return null;
    this.cases.delete(caseId);
    this.cases.set(caseId, known);
    return known;
  }

  /** Keeps a case, and drops whatever was not used for longest. */
  remember({ state, chainHash }: RememberedCase): void {
    if (this.cases.get(state.id)?.state === state) return;
    this.forget(state.id);
    this.cases.set(state.id, { state, chainHash });
    this.things += thingsOf(state);
    for (const id of idsIn(state)) this.caseOfThing.set(id, state.id);
    for (const id of this.cases.keys()) {
      if (this.cases.size <= this.limits.cases && this.things <= this.limits.things) break;
      this.forget(id);
    }
  }

  private forget(caseId: string): void {
    const known = this.cases.get(caseId);
    if (!known) return;
    this.cases.delete(caseId);
    this.things -= thingsOf(known.state);
    for (const id of idsIn(known.state)) this.caseOfThing.delete(id);
  }
}

/** Long texts count as much as the things that would fit into them. */
const thingsOf = (state: Case) =>
  caseParts.reduce((sum, part) => sum + state[part].length, 1 + Math.ceil(state.description.length / 500));

/** Of everything by which a case can be referred to. */
function* idsIn({ legs, handoffs, promises, questions, disruptions, escalations, chases }: Case): Iterable<string> {
  for (const list of [legs, handoffs, promises, questions, disruptions, escalations, chases])
    for (const { id } of list) yield id;
}
