/** What these tests read of a case. */
export interface CaseBody {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly status: string;
  readonly ownerId: string;
  readonly unansweredSince: string | null;
  readonly hops: number;
  readonly plannedHandoffs: number;
  readonly returns: number;
  readonly legs: readonly LegBody[];
  readonly handoffs: readonly HandoffBody[];
  readonly clocks: readonly { readonly id: string; readonly kind: string; readonly state: string }[];
  readonly chases: readonly ChaseBody[];
  readonly promises: readonly { readonly id: string; readonly status: string }[];
  readonly disruptions: readonly {
    readonly id: string;
    readonly recipients: readonly { readonly personId: string; readonly acknowledgedAt: string | null }[];
  }[];
  readonly findings: readonly { readonly kind: string }[];
  readonly coOwners: readonly { readonly personId: string; readonly help: object | null }[];
}

export interface LegBody {
  readonly id: string;
  readonly name: string;
  readonly departmentId: string;
  readonly status: string;
  readonly holderId: string | null;
  readonly reservedById: string | null;
  readonly responsibleId: string | null;
  readonly visitNo: number;
  readonly expectedAt: string | null;
}

export interface HandoffBody {
  readonly id: string;
  readonly toLegId: string;
  readonly toDepartmentId: string;
  readonly level: string;
  readonly toPersonId: string | null;
  readonly status: string;
  readonly endedById: string | null;
  readonly expiresAt: string;
}

export interface ChaseBody {
  readonly id: string;
  readonly escalationId: string;
  readonly step: number;
  readonly legId: string | null;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly askedIds: readonly string[];
  readonly answer: string | null;
  readonly closedAt: string | null;
}

/** One thing that happened to a case. */
export interface EventBody {
  readonly seq: number;
  readonly type: string;
  readonly by: string | null;
  readonly about: { readonly kind: string; readonly id: string };
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Why something was not done. */
export interface ProblemBody {
  readonly code: string;
  readonly title: string;
  readonly [fact: string]: unknown;
}
