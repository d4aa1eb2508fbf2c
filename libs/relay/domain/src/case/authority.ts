import type { Company } from '../company/company.js';
import type { DepartmentId } from '../company/ids.js';
import type { Person } from '../company/person.js';
import type { Leg } from '../leg/leg.js';

/** Oversight and admins may act in anyone's place; what they do is recorded under their own name. */
export const isOversight = (actor: Person | null): boolean => actor?.role === 'supervisor' || actor?.role === 'admin';

/** Does this person lead the department: as its duty lead, its head, or a member with the lead's role? */
export function leads(actor: Person | null, departmentId: DepartmentId, company: Company): boolean {
  if (actor === null) return false;
  const department = company.departments.get(departmentId);
  return (
    department?.leadId === actor.id ||
    department?.headId === actor.id ||
    (actor.role === 'lead' && actor.departmentId === departmentId)
  );
}

/** May this person work the leg: its holder, the department's lead, oversight, or Baton itself. */
export const mayWork = (actor: Person | null, leg: Leg, company: Company): boolean =>
  actor === null || leg.holderId === actor.id || leads(actor, leg.departmentId, company) || isOversight(actor);

/** The departments whose work is this person's business: their own, and those they lead or head. */
export const departmentsOf = (person: Person, company: Company): readonly DepartmentId[] =>
  [...company.departments.keys()].filter((id) => id === person.departmentId || leads(person, id, company));
