import { refuse } from '@baton/kernel';

import { isOversight } from '../case/authority.js';
import { legOf, openHandoffTo } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { caseVerbsFrom } from '../case/case-transitions.js';
import type { OwnReason } from '../case/own-reasons.js';
import type { Verdict } from '../case/rule.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { withdrawOffer } from '../handoff/withdraw-handoff.js';
import { defaultLegOla, defaultReworkShare } from '../journey/default-targets.js';
import { unstarted } from '../journey/plan-journey.js';
import { insertLeg } from './insert-leg.js';
import { isActive, type Leg } from './leg.js';
import { startOwnersLeg } from './start-owners-leg.js';

/** Adds a leg to the plan: a new one, or a past one again. */
export interface PlanLeg {
  readonly departmentId: DepartmentId;
  readonly name: string;
  /** The leg it comes after; null puts it after everything that is active. */
  readonly afterLegId: string | null;
  /** A leg to do again: its name, targets and checklist are taken over. */
  readonly repeatsLegId: string | null;
  readonly olaSeconds: number | null;
  readonly namedPersonId: PersonId | null;
  readonly mandatory: boolean;
  readonly customerWording: string | null;
  readonly reason: string;
}

export type PlanLegRefusal =
  | 'case-not-open'
  | 'unknown-leg'
  | 'unknown-department'
  | 'unknown-person'
  | 'person-not-in-department'
  | 'not-on-the-line'
  | 'not-future';

/** Inserts a future leg, for a reason (H12). An offer that stood right after the new leg's place is withdrawn. */
export function planLegInCase(draft: CaseDraft, command: PlanLeg): Verdict<PlanLegRefusal> {
  const { state, company } = draft;
  if (state.status !== 'open')
    return refuse('case-not-open', { status: state.status, allowed: caseVerbsFrom(state.status) });
  if (!onTheLine(draft)) return refuse('not-on-the-line');
  if (!company.departments.get(command.departmentId)?.active)
    return refuse('unknown-department', { departmentId: command.departmentId });
  if (command.namedPersonId !== null) {
    const person = company.people.get(command.namedPersonId);
    if (!person?.active) return refuse('unknown-person', { personId: command.namedPersonId });
    if (person.departmentId !== command.departmentId)
      return refuse('person-not-in-department', { personId: person.id, departmentId: command.departmentId });
  }
  const after = command.afterLegId === null ? null : legOf(state, command.afterLegId);
  if (after === undefined) return refuse('unknown-leg', { legId: command.afterLegId });
  const repeats = command.repeatsLegId === null ? null : legOf(state, command.repeatsLegId);
  if (repeats === undefined) return refuse('unknown-leg', { legId: command.repeatsLegId });
  const active = state.legs.filter(isActive);
  const isIdle = active.length === 0;
  const last = Math.max(...(isIdle ? state.legs : active).map((leg) => leg.step));
  // Where everything is done, the owner takes the case up again, and the new leg comes behind the owner's.
  const step = isIdle ? last + 2 : (after?.step ?? last) + 1;
  const begun = state.legs.filter((leg) => leg.status === 'done' || (isActive(leg) && leg.status !== 'offered'));
  if (begun.some((leg) => leg.step >= step)) return refuse('not-future');

  if (isIdle) startOwnersLeg(draft, 'owner-follow-up', command.reason);
  for (const offered of active.filter((leg) => leg.step >= step && leg.status === 'offered'))
    withdrawOffer(draft, openHandoffTo(state, offered.id)!, 'leg-inserted' satisfies OwnReason);
  insertLeg(
    draft,
    {
      ...unstarted,
      id: draft.newId(),
      caseId: state.id,
      step,
      name: repeats?.name ?? command.name,
      departmentId: command.departmentId,
      planned: false,
      mandatory: command.mandatory,
      olaSeconds: command.olaSeconds ?? repeats?.olaSeconds ?? defaultLegOla,
      acceptanceSeconds: company.departments.get(command.departmentId)!.acceptanceTargetSeconds,
      reworkShare: repeats?.reworkShare ?? defaultReworkShare,
      packageFields: repeats?.packageFields ?? [],
      exitChecklist: repeats?.exitChecklist ?? [],
      preparation: repeats?.preparation ?? [],
      mayContactCustomer: repeats?.mayContactCustomer ?? false,
      // Never the name of the leg or a department: those are our words, not the customer's.
      customerWording: command.customerWording ?? repeats?.customerWording ?? '',
      namedPersonId: command.namedPersonId,
      visitNo: (repeats?.visitNo ?? 0) + 1,
      revisits: null,
    },
    command.reason,
  );
  return undefined;
}

/** An extra leg for a hand-over to a department that the plan did not name next. */
export function addLegAfter(draft: CaseDraft, leg: Leg, departmentId: DepartmentId, name: string | null): Leg {
  const department = draft.company.departments.get(departmentId)!;
  const added: Leg = {
    ...unstarted,
    id: draft.newId(),
    caseId: leg.caseId,
    step: leg.step + 1,
    name: name ?? department.name,
    departmentId,
    planned: false,
    mandatory: false,
    olaSeconds: defaultLegOla,
    acceptanceSeconds: department.acceptanceTargetSeconds,
    reworkShare: defaultReworkShare,
    packageFields: [],
    exitChecklist: [],
    preparation: [],
    mayContactCustomer: department.kind === 'frontline',
    customerWording: '',
  };
  insertLeg(draft, added, 'outside-the-plan' satisfies OwnReason);
  return added;
}

/** Anyone who is answerable for the case now may plan it: owner, holders, their leads, oversight. */
export function onTheLine(draft: CaseDraft): boolean {
  const { actor } = draft.situation;
  if (actor === null || isOversight(actor) || draft.state.ownerId === actor.id) return true;
  return draft.state.legs.some(
    (leg) =>
      isActive(leg) &&
      (leg.holderId === actor.id || (actor.role === 'lead' && actor.departmentId === leg.departmentId)),
  );
}
