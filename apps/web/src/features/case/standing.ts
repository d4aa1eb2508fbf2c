import type { CaseView, HandoffView, LegView, MeView } from '../../api/generated/types.gen';
import type { Company } from './company';

/** Who the reader is to this case. It mirrors the service's rules only to say beforehand what they would answer. */
export interface Standing {
  readonly isOversight: boolean;
  readonly isOwner: boolean;
  readonly isOnTheLine: boolean;
  /** May write to the customer: the owner, or a leg in work that may contact them (O4). */
  readonly isVoice: boolean;
  leads(departmentId: string): boolean;
  works(leg: LegView): boolean;
  isOffered(handoff: HandoffView): boolean;
  sent(handoff: HandoffView): boolean;
}

export function standingOf(me: MeView, record: CaseView, company: Company): Standing {
  const isOversight = me.role === 'supervisor' || me.role === 'admin';
  const isOwner = record.ownerId === me.id;
  const leads = (departmentId: string) => {
    const department = company.department(departmentId);
    return (
      department?.leadId === me.id ||
      department?.headId === me.id ||
      (me.role === 'lead' && me.departmentId === departmentId)
    );
  };
  const isOnTheLine =
    isOversight ||
    record.coOwners.some(({ personId, leftAt }) => personId === me.id && leftAt === null) ||
    record.legs.some((leg) => leads(leg.departmentId));
  const standsIn = company.person(record.ownerId)?.substituteId === me.id;
  return {
    isOversight,
    isOwner,
    isOnTheLine,
    isVoice:
      isOwner ||
      standsIn ||
      record.legs.some((leg) => leg.mayContactCustomer && leg.holderId === me.id && isBeingWorked(leg)),
    leads,
    works: (leg) => leg.holderId === me.id || leads(leg.departmentId) || isOversight,
    isOffered: (handoff) => isOversight || isOfferedTo(handoff, me, company, leads(handoff.toDepartmentId)),
    sent: (handoff) => handoff.senderId === me.id || isOwner || leads(handoff.fromDepartmentId) || isOversight,
  };
}

function isOfferedTo(handoff: HandoffView, me: MeView, company: Company, ownLead: boolean): boolean {
  switch (handoff.level) {
    case 'person':
      return handoff.toPersonId === me.id || company.person(handoff.toPersonId)?.substituteId === me.id || ownLead;
    case 'pool':
      return me.departmentId === handoff.toDepartmentId || ownLead;
    case 'lead':
      return ownLead;
    case 'oversight':
      return company.department(me.departmentId)?.kind === 'oversight';
  }
}

export const isBeingWorked = (leg: LegView): boolean => leg.status === 'running' || leg.status === 'waiting';

/** Legs at which somebody has the baton, or is about to get it. */
export const isActive = (leg: LegView): boolean =>
  isBeingWorked(leg) || leg.status === 'offered' || leg.status === 'handing-over';

export const openOfferOf = (record: CaseView, legId: string): HandoffView | undefined =>
  record.handoffs.find((handoff) => handoff.toLegId === legId && handoff.status === 'offered');

/** The legs that come after this one, if nobody changes the plan. */
export function nextLegs(record: CaseView, leg: LegView): readonly LegView[] {
  const planned = record.legs.filter((other) => other.status === 'planned' && other.step > leg.step);
  const step = Math.min(...planned.map((other) => other.step));
  return planned.filter((other) => other.step === step);
}

/** Everyone who held another leg: they answer questions until the case is closed. */
export const pastHolders = (record: CaseView, leg: LegView): readonly string[] => [
  ...new Set(record.legs.flatMap(({ id, holderId }) => (id !== leg.id && holderId !== null ? [holderId] : []))),
];
