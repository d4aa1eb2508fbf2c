import type { Seconds } from '@baton/kernel';

import type { DepartmentId } from '../company/ids.js';

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';
export const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

/** When a parallel group counts as complete (H11). */
export type JoinRule =
  { readonly kind: 'all' } | { readonly kind: 'any' } | { readonly kind: 'n-of'; readonly n: number };

/** A field of the entry package that the *receiving* department asks for. */
export interface PackageField {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
}

/** Something that must be ticked before the leg may be handed over (exit criteria, H2). */
export interface ChecklistItem {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
}

/** One planned leg of a journey. Legs with the same `step` run in parallel. */
export interface TemplateLeg {
  readonly key: string;
  readonly name: string;
  readonly step: number;
  readonly departmentId: DepartmentId;
  readonly mandatory: boolean;
  /** Open seconds in the department's calendar from acceptance to hand-over. */
  readonly olaSeconds: Seconds;
  /** Open seconds to accept the offer; null = the department's own target. */
  readonly acceptanceSeconds: Seconds | null;
  /** Share of `olaSeconds` for a visit after a return (H9). */
  readonly reworkShare: number;
  readonly packageFields: readonly PackageField[];
  readonly exitChecklist: readonly ChecklistItem[];
  /** Things the next department can do before the leg arrives (N7). */
  readonly preparation: readonly ChecklistItem[];
  readonly mayContactCustomer: boolean;
  /** The stage in the customer's words. */
  readonly customerWording: string;
}

/** A plan for one kind of case. Versioned: a case keeps the version it was opened with. */
export interface JourneyTemplate {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly legs: readonly TemplateLeg[];
  readonly joins: readonly { readonly step: number; readonly rule: JoinRule }[];
  /** Open seconds in the first leg's calendar from opening to resolution, by priority. */
  readonly caseTargetSeconds: Readonly<Record<Priority, Seconds>>;
  readonly firstResponseSeconds: Readonly<Record<Priority, Seconds>>;
  /** No customer silence longer than this; null = no silence clock. */
  readonly silenceSeconds: Seconds | null;
  readonly active: boolean;
}
