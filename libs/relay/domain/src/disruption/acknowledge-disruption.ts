import { refuse } from '@baton/kernel';

import { isOversight } from '../case/authority.js';
import { liveClock } from '../case/case.js';
import { meetClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { endEscalations } from '../chase/end-escalations.js';
import { standInFor } from '../company/presence.js';
import type { Disruption, DisruptionRecipient } from './disruption.js';

export interface AcknowledgeDisruption {
  readonly disruptionId: string;
}

/** "I know, and I take it into account." Stand-ins acknowledge for the absent, oversight for whoever is left. */
export function acknowledgeDisruption(
  draft: CaseDraft,
  command: AcknowledgeDisruption,
): Verdict<'unknown-disruption' | 'not-a-recipient' | 'already-acknowledged'> {
  const disruption = draft.state.disruptions.find(({ id }) => id === command.disruptionId);
  if (!disruption) return refuse('unknown-disruption', { disruptionId: command.disruptionId });
  const mine = recipientsBehind(draft, disruption);
  if (mine.length === 0)
    return refuse('not-a-recipient', { recipients: disruption.recipients.map(({ personId }) => personId) });
  const open = mine.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  if (open.length === 0) return refuse('already-acknowledged', { at: mine[0]!.acknowledgedAt });

  const acknowledged = open.map(({ id }) => id);
  draft.record(
    'disruption.acknowledged',
    { kind: 'disruption', id: disruption.id },
    { disruptionId: disruption.id, for: open.map(({ personId }) => personId) },
    {
      disruptions: [
        {
          id: disruption.id,
          recipients: disruption.recipients.map((recipient) =>
            acknowledged.includes(recipient.id) ? { ...recipient, acknowledgedAt: draft.at } : recipient,
          ),
        },
      ],
    },
  );
  for (const id of acknowledged) {
    const clock = liveClock(draft.state, id, 'disruption-ack');
    if (clock) meetClock(draft, clock);
    endEscalations(draft, id, 'disruption-acknowledged');
  }
  return undefined;
}

/** The acknowledgements that this person can give: their own, and those of people they stand in for. */
function recipientsBehind(
  { situation: { actor }, company, at }: CaseDraft,
  { recipients }: Disruption,
): readonly DisruptionRecipient[] {
  if (actor === null) return [];
  const own = recipients.filter(
    ({ personId }) => personId === actor.id || standInFor(company, personId, at) === actor.id,
  );
  return own.length === 0 && isOversight(actor) ? recipients : own;
}
