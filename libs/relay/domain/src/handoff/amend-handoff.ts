import { refuse } from '@baton/kernel';

import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { intervene } from '../near-miss/intervene.js';
import type { HandoffPackage } from './handoff.js';
import { askedAs } from './offer-leg.js';
import { missingFields } from './package.js';
import { type HandoffRefusal, requireOffer } from './require-handoff.js';
import { isSender } from './withdraw-handoff.js';

export interface AmendHandoff {
  readonly handoffId: string;
  readonly package: HandoffPackage;
}

/** A new revision of the brief; the receiver sees what changed, and the acceptance clock goes on as it was (H5). */
export function amendHandoff(
  draft: CaseDraft,
  command: AmendHandoff,
): Verdict<HandoffRefusal | 'not-the-sender' | 'nothing-changed' | 'package-incomplete'> {
  const { handoff, no } = requireOffer(draft, command.handoffId, 'amend-handoff');
  if (no) return no;
  if (!isSender(draft, handoff)) return refuse('not-the-sender', { senderId: handoff.senderId });
  const last = handoff.packages.at(-1)!;
  const content = { ...last.content, ...command.package };
  const changed = Object.keys(content).filter((key) => content[key] !== last.content[key]);
  if (changed.length === 0) return refuse('nothing-changed');
  const missing = missingFields(legOf(draft.state, handoff.toLegId)!, content);
  if (missing.length > 0) return refuse('package-incomplete', { missing });

  const revision = { revision: last.revision + 1, content, at: draft.at, by: draft.actorId ?? handoff.senderId };
  draft.record(
    'handoff.amended',
    { kind: 'handoff', id: handoff.id },
    { revision: revision.revision, changed },
    {
      handoffs: [
        {
          id: handoff.id,
          packages: [...handoff.packages, revision],
          // What nobody has seen yet may be offered to anyone again (H6).
          tried: [askedAs(handoff.level, handoff.toDepartmentId, handoff.toPersonId)],
        },
      ],
    },
  );
  intervene(draft, handoff.toLegId, 'package-fixed');
  return undefined;
}
