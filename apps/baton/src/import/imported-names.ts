import type { DepartmentId, PersonId } from '@baton/domain';

import type { Mapping } from './mapping.js';
import { uuidV5 } from './uuid-v5.js';

/** Any fixed uuid: the namespace of everything that came from a log. */
const IMPORTED = '6f1f4d0e-3c58-5d0b-9a43-0d9a6a1c7b52';

/** Ids of what a log speaks of, derived from its own names, so that a second run meets the same things. */
export class ImportedNames {
  constructor(private readonly mapping: Pick<Mapping, 'source' | 'prefix'>) {}

  caseId(caseName: string): string {
    return uuidV5(`${this.mapping.source}/${caseName}`, IMPORTED);
  }

  department(team: string): DepartmentId {
    return `${this.mapping.prefix}:${team}`;
  }

  person(name: string): PersonId {
    return `${this.mapping.prefix}:${name}`;
  }

  /** Who answers for a team where the log names nobody (H1). */
  dutyLead(team: string): PersonId {
    return `${this.mapping.prefix}:${team}/duty`;
  }

  /** The same person in each team they work for: here people belong to one department. Nobody named: the duty lead. */
  member(name: string | null, team: string): PersonId {
    return name === null ? this.dutyLead(team) : `${this.person(name)}@${team}`;
  }

  /** Tells apart what looks the same once signs are left out of it. */
  mark(id: string): string {
    return uuidV5(id, IMPORTED).slice(0, 6);
  }

  /** Logs say who took a call, seldom for which team: those people are here. */
  get firstContact(): string {
    return 'First contact';
  }

  /** Who answers for what nobody else answers for (E4). */
  get oversight(): string {
    return 'Oversight';
  }

  get calendar(): string {
    return `${this.mapping.prefix}:around-the-clock`;
  }
}
