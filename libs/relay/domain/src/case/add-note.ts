import type { CaseDraft } from './case-draft.js';
import type { Verdict } from './rule.js';

export interface AddNote {
  readonly text: string;
}

/** An internal note. It is no progress and starts nobody's duty (E9, O1). */
export function addNote(draft: CaseDraft, command: AddNote): Verdict<never> {
  draft.record('note.added', { kind: 'case', id: draft.caseId }, { text: command.text });
  return undefined;
}
