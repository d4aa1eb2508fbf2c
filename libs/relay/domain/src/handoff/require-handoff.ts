import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import { handoffOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { Company } from '../company/company.js';
import type { Person } from '../company/person.js';
import { isPresent } from '../company/presence.js';
import type { Handoff } from './handoff.js';
import { handoffVerbsFrom, type HandoffVerb } from './handoff-transitions.js';

export type HandoffRefusal = 'unknown-handoff' | 'already-decided';

type Found =
  | { readonly handoff: Handoff; readonly no?: never }
  | { readonly handoff?: never; readonly no: NonNullable<Verdict<HandoffRefusal>> };

/** The open offer, or who decided it and when: the first one wins, everyone else is told (H4). */
export function requireOffer(draft: CaseDraft, handoffId: string, verb: HandoffVerb): Found {
  const handoff = handoffOf(draft.state, handoffId);
  if (handoff === undefined) return { no: refuse('unknown-handoff', { handoffId }) };
  if (handoff.status !== 'offered') {
    const by = handoff.endedById === null ? null : (draft.company.people.get(handoff.endedById)?.name ?? null);
    return {
      no: refuse('already-decided', {
        status: handoff.status,
        verb,
        allowed: handoffVerbsFrom(handoff.status),
        by,
        byPersonId: handoff.endedById,
        at: handoff.endedAt,
      }),
    };
  }
  return { handoff };
}

/** Does the offer stand for this person: named, of the pool, its lead, or oversight; a substitute for the absent (E4). */
export function isOfferedTo(actor: Person | null, handoff: Handoff, company: Company, at: number): boolean {
  if (actor === null) return false;
  if (isOversight(actor)) return true;
  const ownLead = leads(actor, handoff.toDepartmentId, company);
  switch (handoff.level) {
    case 'person': {
      const named = handoff.toPersonId === null ? undefined : company.people.get(handoff.toPersonId);
      const standsIn = named?.substituteId === actor.id && !isPresent(named, at);
      return handoff.toPersonId === actor.id || standsIn || ownLead;
    }
    case 'pool':
      return actor.departmentId === handoff.toDepartmentId || ownLead;
    case 'lead':
      return ownLead;
    case 'oversight':
      return actor.departmentId === company.oversightId;
  }
}
