import { resumeLegClock } from '../case/case-clocks.js';
import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Handoff } from './handoff.js';

/**
 * After a no, the baton is in the sender's hand again: their leg runs on, the offered one is planned as before (H5, H6).
 * A sender who is at work again already, because a parallel offer came back first, is left alone.
 */
export function takeBack(draft: CaseDraft, handoff: Handoff): void {
  const sender = handoff.fromLegId === null ? undefined : legOf(draft.state, handoff.fromLegId);
  const from = sender?.status === 'handing-over' ? sender : undefined;
  draft.record(
    'leg.taken-back',
    { kind: 'leg', id: sender?.id ?? handoff.toLegId },
    { handoffId: handoff.id, holderId: sender?.holderId ?? null },
    {
      legs: [
        { id: handoff.toLegId, status: 'planned', responsibleId: null, holderId: null, offeredAt: null },
        ...(from
          ? [
              {
                id: from.id,
                status: 'running' as const,
                responsibleId: from.holderId,
                endedAt: null,
                lastProgressAt: draft.at,
              },
            ]
          : []),
      ],
    },
  );
  if (from) resumeLegClock(draft, from.id, 'waiting-other-leg', draft.at);
}
