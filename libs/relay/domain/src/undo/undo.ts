import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { CaseEvent } from '../case/case-event.js';
import { fold } from '../case/evolve.js';
import type { Verdict } from '../case/rule.js';
import type { PersonId } from '../company/ids.js';
import { noticesOf } from '../notice/notices-of.js';
import { changesBetween } from './changes-between.js';
import { deedOf, type WhyNotUndoable, whyNotUndoable } from './undoable.js';

export interface Undo {
  /** All that happened to the case so far, oldest first. */
  readonly history: readonly CaseEvent[];
  /** Number of the first event of the last command. */
  readonly fromSeq: number;
}

/**
 * Takes back the last command on the case: everything is as it was before, as if it had not been given, and history says
 * both (ADR 9). Clocks that it stopped have run on; whoever was told of it is told that it was taken back.
 */
export function undo(draft: CaseDraft, { history, fromSeq }: Undo): Verdict<WhyNotUndoable | 'moved-on'> {
  const { state, actorId, at, company } = draft;
  if (history.at(-1)?.seq !== state.version) return refuse('moved-on');
  const command = history.filter(({ seq }) => seq >= fromSeq);
  const no = whyNotUndoable(command, actorId, at);
  if (no) return no;
  const before = fold(history.filter(({ seq }) => seq < fromSeq));
  if (before === null) return refuse('nothing-to-undo');

  const deed = deedOf(command);
  const told = new Set<PersonId>(
    command.flatMap((event) => noticesOf(event, state, company).map(({ personId }) => personId)),
  );
  draft.record(
    'case.undone',
    deed.about,
    { fromSeq, toSeq: state.version, did: deed.type, facts: deed.facts, told: [...told] },
    changesBetween(state, before),
  );
  return undefined;
}

/** The events that still stand: neither those that were taken back nor the taking back itself. */
export function thoseThatStand<Event extends Pick<CaseEvent, 'type' | 'seq' | 'facts'>>(
  events: readonly Event[],
): readonly Event[] {
  const undone = events.filter(({ type }) => type === 'case.undone');
  if (undone.length === 0) return events;
  return events.filter(
    ({ seq }) =>
      !undone.some(
        ({ facts, seq: at }) => seq === at || (seq >= Number(facts['fromSeq']) && seq <= Number(facts['toSeq'])),
      ),
  );
}
