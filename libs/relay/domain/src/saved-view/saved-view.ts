import { departmentsOf, isOversight } from '../case/authority.js';
import type { Company } from '../company/company.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import type { Person } from '../company/person.js';

/** A narrowed list of cases under a name, as somebody wants to find it again or show it to others. */
export interface SavedView {
  readonly id: string;
  readonly ownerId: PersonId;
  readonly name: string;
  readonly sharedWith: Sharing;
  /** Which one, when it is shared with a department: the owner's at that time. */
  readonly departmentId: DepartmentId | null;
  /** As it was asked for; `me` in it is whoever looks. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly version: number;
}

export type Sharing = 'nobody' | 'department' | 'everyone';

/** Its owner's own, their department's, or everyone's. */
export const maySeeView = (person: Person, view: SavedView, company: Company): boolean =>
  view.ownerId === person.id ||
  view.sharedWith === 'everyone' ||
  (view.departmentId !== null && viewedDepartmentsOf(person, company).includes(view.departmentId));

/** Whose shared views a person finds: those of their departments; oversight looks after all of them. */
export const viewedDepartmentsOf = (person: Person, company: Company): readonly DepartmentId[] =>
  isOversight(person) ? [...company.departments.keys()] : departmentsOf(person, company);

/** Its owner; oversight too once it is shared, since owners leave and others still look at it. */
export const mayChangeView = (person: Person, view: SavedView): boolean =>
  view.ownerId === person.id || (view.sharedWith !== 'nobody' && isOversight(person));

/** What stands on everybody's screen, leads and oversight decide. */
export const mayShareView = (person: Person, sharedWith: Sharing): boolean =>
  sharedWith !== 'everyone' || person.role !== 'agent';
