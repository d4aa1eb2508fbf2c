import type { Instant } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import type { CaseDraft } from '../case/case-draft.js';
import { legOf } from '../case/case.js';
import type { Leg } from './leg.js';

/** What counts as progress (E9). Views, tags, cosmetic edits and untyped notes do not. */
export const progressKinds = [
  'checklist-item',
  'customer-informed',
  'package-sent',
  'vendor-answered',
  'question-answered',
  'test-recorded',
  'decision-recorded',
  'work-recorded',
  'chase-answered',
  'recorded-elsewhere',
] as const;
export type ProgressKind = (typeof progressKinds)[number];

export interface ProgressFacts {
  readonly note?: string;
  readonly ticked?: readonly string[];
  readonly etaAt?: Instant | null;
}

/** Writes progress down: the stall clock starts anew and the ladder for the stall ends (E3, E9). */
export function noteProgress(draft: CaseDraft, leg: Leg, kind: ProgressKind, facts: ProgressFacts = {}): void {
  const current = legOf(draft.state, leg.id)!;
  const ticked = [...new Set([...current.ticked, ...(facts.ticked ?? [])])];
  draft.record(
    'leg.progressed',
    { kind: 'leg', id: leg.id },
    { kind, ...facts },
    {
      legs: [
        {
          id: leg.id,
          lastProgressAt: draft.at,
          firstProgressAt: current.firstProgressAt ?? draft.at,
          ticked,
          etaAt: facts.etaAt === undefined ? current.etaAt : facts.etaAt,
          onTrackAnswers: kind === 'chase-answered' ? current.onTrackAnswers + 1 : 0,
        },
      ],
    },
  );
  endEscalations(draft, leg.id, 'progress', 'stall');
  endEscalations(draft, leg.id, 'progress', 'nudged');
}
