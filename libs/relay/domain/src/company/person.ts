import type { Instant } from '@baton/kernel';

import type { DepartmentId, PersonId } from './ids.js';

/** What a person may do beyond the duties that a case gives them. */
export type Role = 'agent' | 'lead' | 'supervisor' | 'admin';

/** What Baton speaks. */
export const languages = ['en', 'de', 'es'] as const;
export type Language = (typeof languages)[number];

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly departmentId: DepartmentId;
  /** The zone in which this person reads times and rests (E5). */
  readonly zone: string;
  /** In which they are written to; English until they have been here and Baton knows. */
  readonly language: Language | null;
  readonly active: boolean;
  /** Who stands in during an absence; null = the pool, then the lead. */
  readonly substituteId: PersonId | null;
  /** `away` means: do not offer to this person now, whatever the calendar says (H8). */
  readonly presence: 'available' | 'busy' | 'away';
  readonly absences: readonly Absence[];
}

export interface Absence {
  readonly from: Instant;
  readonly to: Instant;
}
