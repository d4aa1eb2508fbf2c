import { type Case, isActive, type Leg } from '@baton/domain';
import type { Instant } from '@baton/kernel';

/** A part of the way in the customer's words; empty where nobody has given any. */
export interface Stage {
  readonly wording: string;
  readonly state: 'done' | 'now' | 'coming';
  /** Since when it is done. */
  readonly doneAt: Instant | null;
  readonly legIds: readonly string[];
}

interface Group {
  readonly wording: string;
  readonly legs: Leg[];
}

/** The way of a case: legs of the same wording that follow each other, or come again after a return, are one stage. */
export function stagesOf(state: Case): readonly Stage[] {
  const groups: Group[] = [];
  const legs = state.legs.filter(({ status }) => status !== 'skipped' && status !== 'cancelled');
  for (const leg of legs.toSorted((a, b) => a.step - b.step)) {
    const wording = wordingOf(leg);
    const last = groups.at(-1);
    const same =
      last?.wording === wording ? last : leg.visitNo > 1 && groups.find((group) => group.wording === wording);
    if (same) same.legs.push(leg);
    else groups.push({ wording, legs: [leg] });
  }
  const isOver = state.status !== 'open';
  // What is offered is still with whoever hands it over.
  const atHand = legs.filter((leg) => isActive(leg) && leg.status !== 'offered');
  const now = isOver ? [] : atHand.length > 0 ? atHand : legs.filter(isActive);
  return groups.map((group) => stageOf(group, now)).filter((stage) => !isOver || stage.state === 'done');
}

/** Legs put in on the way once took their own name for the customer's; a name is ours. */
const wordingOf = (leg: Leg): string => (!leg.planned && leg.customerWording === leg.name ? '' : leg.customerWording);

function stageOf({ wording, legs }: Group, now: readonly Leg[]): Stage {
  const legIds = legs.map(({ id }) => id);
  if (legs.some((leg) => now.includes(leg))) return { wording, state: 'now', doneAt: null, legIds };
  // What was returned is done once it has been done again.
  const isDone =
    legs.some(({ status }) => status === 'done') &&
    !legs.some(({ status }) => status === 'planned' || status === 'offered');
  if (!isDone) return { wording, state: 'coming', doneAt: null, legIds };
  return { wording, state: 'done', doneAt: Math.max(...legs.map(({ endedAt }) => endedAt ?? 0)), legIds };
}
