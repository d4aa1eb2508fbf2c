import type { Instant } from '@baton/kernel';

import { beginClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { PersonId } from '../company/ids.js';
import type { CustomerPromise, PromisePrecision } from './promise.js';
import { type PromiseWarning, promiseWarnings } from './promise-warnings.js';

/** A promise that was checked and can be written down. */
export interface NewPromise {
  readonly madeById: PersonId;
  readonly holderId: PersonId;
  readonly madeTo: string;
  readonly text: string;
  readonly precision: PromisePrecision;
  readonly zone: string;
  readonly dueAt: Instant;
  readonly succeeds: CustomerPromise | null;
}

/** Writes a promise down with its clock. What is unwise about it stands in the facts; it is allowed all the same (P2). */
export function writePromise(draft: CaseDraft, wanted: NewPromise): CustomerPromise {
  const { succeeds, ...said } = wanted;
  const promise: CustomerPromise = {
    id: draft.newId(),
    caseId: draft.caseId,
    ...said,
    madeAt: draft.at,
    status: 'open',
    brokenAt: null,
    endedAt: null,
    attempts: 0,
    retryAt: null,
    renegotiations: succeeds === null ? 0 : succeeds.renegotiations + 1,
    succeedsId: succeeds?.id ?? null,
    halfChased: false,
    lastChased: false,
  };
  const warnings: readonly PromiseWarning[] = promiseWarnings(draft, promise);
  const subject = { kind: 'promise', id: promise.id } as const;
  draft.record(
    'promise.made',
    subject,
    {
      promiseId: promise.id,
      text: promise.text,
      madeTo: promise.madeTo,
      holderId: promise.holderId,
      dueAt: promise.dueAt,
      precision: promise.precision,
      zone: promise.zone,
      succeedsId: promise.succeedsId,
      warnings,
    },
    { promises: [promise] },
  );
  beginClock(draft, { subject, kind: 'promise', dueAt: promise.dueAt });
  return promise;
}
