import type { Case, CaseChange, CaseEvent, Company, Timer } from '@baton/domain';
import type { Decision, Instant } from '@baton/kernel';

/** Which case: by its own id, or by the id of something that hangs on it. */
export interface CaseRef {
  readonly kind: 'case' | 'leg' | 'handoff' | 'promise' | 'question' | 'disruption' | 'escalation' | 'chase';
  readonly id: string;
}

/** The moment of a transaction: the database's clock (W2, W3) and the company as it is then. */
export interface Moment {
  readonly at: Instant;
  readonly company: Company;
}

/** A client's key for a command: the same key with the same body is answered from the record (H16). */
export interface IdempotencyKey {
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly requestHash: string;
  /** What the client is told; stored with the key in the command's own transaction, so a retry hears the same (24 h). */
  readonly respond: (answer: FirstAnswer) => StoredResponse;
}

export interface StoredResponse {
  readonly status: number;
  readonly body: unknown;
  readonly version: number | null;
}

export interface CommandOptions {
  /** If-Match: the version the client has seen. */
  readonly expectedVersion?: number;
  readonly idempotency?: IdempotencyKey;
  /** One id from the request through events and outbox to the job's log lines. */
  readonly correlationId?: string;
}

/** What a command came to the first time it was sent. */
export type FirstAnswer =
  | { readonly outcome: 'done'; readonly state: Case; readonly events: readonly CaseEvent[] }
  | {
      readonly outcome: 'refused';
      readonly refusal: string;
      readonly detail?: object;
      readonly version: number | null;
    };

/** What became of a command. */
export type CommandOutcome =
  | FirstAnswer
  | { readonly outcome: 'replayed'; readonly response: StoredResponse }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'stale'; readonly version: number }
  /** The key was used before with another body. */
  | { readonly outcome: 'key-reused' };

export type Decide = (state: Case, moment: Moment) => Decision<CaseChange, string>;

/** A case with timers that are due, for the worker. */
export interface DueCase {
  readonly state: Case;
  readonly timers: readonly Timer[];
}

/**
 * Everything one command reads and writes, committed together or not at all. Implementations lock the case first, so
 * commands on one case run one after the other and commands on different cases never wait for each other.
 */
export interface RelayUnitOfWork {
  /** Opens a case: `decide` gets the id and number chosen for it. */
  open(
    decide: (caseId: string, number: number, moment: Moment) => Decision<CaseChange, string>,
    options: CommandOptions,
  ): Promise<CommandOutcome>;

  /** Locks the case, decides, saves state, events, timers and outbox. */
  change(ref: CaseRef, decide: Decide, options: CommandOptions): Promise<CommandOutcome>;

  /**
   * Takes up to `limit` cases with due timers that nobody else works on, lets `wake` decide each, saves all in one
   * transaction and marks the timers fired. A case whose wake throws is left out and reported; the others go on.
   */
  wakeDue(limit: number, wake: Wake): Promise<WakeReport>;
}

/** Decides what becomes of a case whose timers are due; null when nothing does. */
export type Wake = (due: DueCase, moment: Moment) => CaseChange | null;

export interface WakeReport {
  readonly woken: number;
  readonly timersFired: number;
  readonly failed: readonly { readonly caseId: string; readonly error: Error }[];
  /** More may be due than was taken. */
  readonly mayBeMore: boolean;
}
