import type { MeView, OfferedLegView, PersonView } from '../../api/generated';
import type { Company } from '../case/company';

const oversees = ({ role }: MeView) => role === 'supervisor' || role === 'admin';

const isLeadOf = (me: MeView, departmentId: string, company: Company): boolean => {
  const department = company.department(departmentId);
  return (
    department?.leadId === me.id ||
    department?.headId === me.id ||
    (me.role === 'lead' && me.departmentId === departmentId)
  );
};

/** Whose board may one look at? The service checks it again. */
export const mayPickDepartment = (me: MeView, departmentId: string, company: Company): boolean =>
  oversees(me) || me.departmentId === departmentId || isLeadOf(me, departmentId, company);

/** May one give this department's work to somebody else in it? */
export const leadsDepartment = (me: MeView, departmentId: string, company: Company): boolean =>
  oversees(me) || isLeadOf(me, departmentId, company);

/** Does the offer stand for this person, as the rules have it (H7)? */
export function isOfferedToMe(offer: OfferedLegView, me: MeView, departmentId: string, company: Company): boolean {
  if (oversees(me) || (offer.level !== 'oversight' && isLeadOf(me, departmentId, company))) return true;
  switch (offer.level) {
    case 'person':
      return offer.toPersonId === me.id || standsInFor(company.person(offer.toPersonId), me);
    case 'pool':
      return me.departmentId === departmentId;
    case 'lead':
      return false;
    case 'oversight':
      return company.department(me.departmentId)?.kind === 'oversight';
  }
}

const standsInFor = (person: PersonView | undefined, me: MeView): boolean =>
  person?.substituteId === me.id && (person.presence === 'away' || isAbsent(person));

const isAbsent = ({ absences }: PersonView): boolean => {
  const now = Date.now();
  return absences.some(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
};
