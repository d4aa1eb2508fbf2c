import type { Case, CaseFacts, CoOwner, Escalation, Handoff, Clock } from '@baton/domain';
import type { EntityTarget, ObjectLiteral } from 'typeorm';

import { ChaseRow } from '../chase/chase.entity.js';
import { EscalationRow } from '../chase/escalation.entity.js';
import { ClockRow } from '../clock/clock.entity.js';
import { CoOwnerRow } from '../co-owner/co-owner.entity.js';
import { DisruptionRow } from '../disruption/disruption.entity.js';
import { FindingRow } from '../finding/finding.entity.js';
import { HandoffRow } from '../handoff/handoff.entity.js';
import { LegRow } from '../leg/leg.entity.js';
import { NearMissRow } from '../near-miss/near-miss.entity.js';
import { PromiseRow } from '../promise/promise.entity.js';
import { QuestionRow } from '../question/question.entity.js';

/** A list of the case, and the table that holds it. */
export type CasePart = keyof Omit<Case, keyof CaseFacts>;

/** The tables of the aggregate beside the case's own. */
export const casePartRows: Readonly<Record<CasePart, EntityTarget<ObjectLiteral>>> = {
  legs: LegRow,
  handoffs: HandoffRow,
  clocks: ClockRow,
  coOwners: CoOwnerRow,
  promises: PromiseRow,
  questions: QuestionRow,
  disruptions: DisruptionRow,
  escalations: EscalationRow,
  chases: ChaseRow,
  nearMisses: NearMissRow,
  findings: FindingRow,
};

export const caseParts = Object.keys(casePartRows) as readonly CasePart[];

/**
 * Does this row take a place of which there is only one (a partial unique index)? Rows that do are written last, after
 * those that give the place up.
 */
export const takesAPlace: { readonly [Part in CasePart]?: (row: never) => boolean } = {
  handoffs: (handoff: Handoff) => handoff.status === 'offered',
  clocks: (clock: Clock) => clock.state === 'running' || clock.state === 'paused',
  coOwners: (coOwner: CoOwner) => coOwner.role === 'owner' && coOwner.leftAt === null,
  escalations: (escalation: Escalation) => escalation.endedAt === null,
};
