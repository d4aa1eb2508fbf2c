import { type Instant, refuse } from '@baton/kernel';

import { announceDelay, isDelay } from '../disruption/announce-delay.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { noteProgress, type ProgressKind } from './note-progress.js';
import { type LegRefusal, requireLeg, requireOwnLeg } from './require-leg.js';

export interface ProgressLeg {
  readonly legId: string;
  readonly kind: ProgressKind;
  readonly note: string;
  /** Exit checklist items that are done now. */
  readonly ticked: readonly string[];
  /** The holder's own estimate of the end; feeds the forecast. */
  readonly etaAt: Instant | null;
}

/** Records a step forward on a leg (E9). So may whoever was called in to help with it. */
export function progressLeg(
  draft: CaseDraft,
  command: ProgressLeg,
): Verdict<LegRefusal | 'unknown-item' | 'eta-in-the-past'> {
  const helps = draft.state.coOwners.some(
    ({ personId, help }) => personId === draft.actorId && help?.legId === command.legId,
  );
  const { leg, no } = (helps ? requireLeg : requireOwnLeg)(draft, command.legId, 'progress-leg');
  if (no) return no;
  const unknown = command.ticked.filter((key) => !leg.exitChecklist.some((item) => item.key === key));
  if (unknown.length > 0)
    return refuse('unknown-item', { items: unknown, known: leg.exitChecklist.map((item) => item.key) });
  if (command.etaAt !== null && command.etaAt <= draft.at) return refuse('eta-in-the-past');

  if (command.etaAt !== null && isDelay(draft, leg, command.etaAt))
    announceDelay(draft, leg, command.etaAt, command.note || null);
  noteProgress(draft, leg, command.kind, {
    note: command.note,
    ticked: command.ticked,
    etaAt: command.etaAt ?? leg.etaAt,
  });
  return undefined;
}
