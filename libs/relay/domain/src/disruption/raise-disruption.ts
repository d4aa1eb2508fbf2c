import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { caseVerbsFrom } from '../case/case-transitions.js';
import type { Verdict } from '../case/rule.js';
import { type DisruptionFacts, writeDisruption } from './write-disruption.js';

export type RaiseDisruption = DisruptionFacts;

export type RaiseDisruptionRefusal =
  | 'illegal-transition'
  | 'unknown-leg'
  | 'unknown-promise'
  | 'text-missing'
  | 'new-eta-missing'
  | 'eta-in-the-past'
  | 'not-on-the-line';

/** Tells everyone on the line whom it touches that something will not go as planned. */
export function raiseDisruption(draft: CaseDraft, command: RaiseDisruption): Verdict<RaiseDisruptionRefusal> {
  const { state } = draft;
  if (state.status !== 'open')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'raise-disruption',
      allowed: caseVerbsFrom(state.status),
    });
  const leg = command.legId === null ? null : legOf(state, command.legId);
  if (leg === undefined) return refuse('unknown-leg', { legId: command.legId });
  const unknown = command.promiseIds.filter((id) => !state.promises.some((promise) => promise.id === id));
  if (unknown.length > 0) return refuse('unknown-promise', { promiseIds: unknown });
  if (command.text.trim() === '') return refuse('text-missing');
  if (command.kind === 'delay' && command.newEtaAt === null) return refuse('new-eta-missing');
  if (command.newEtaAt !== null && command.newEtaAt <= draft.at) return refuse('eta-in-the-past');
  if (!isOnTheLine(draft)) return refuse('not-on-the-line');

  writeDisruption(draft, command);
  return undefined;
}

/** Anyone on the line of the case, the lead of one of its departments, and oversight. */
function isOnTheLine({ state, situation: { actor }, company }: CaseDraft): boolean {
  if (actor === null || isOversight(actor)) return true;
  return (
    state.coOwners.some(({ personId, leftAt }) => personId === actor.id && leftAt === null) ||
    state.legs.some((leg) => leads(actor, leg.departmentId, company))
  );
}
