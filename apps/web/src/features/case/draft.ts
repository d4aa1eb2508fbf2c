import type { Values } from './action';

/** What one has typed but not sent outlives a closed dialog and a reloaded page, until the browser tab is closed. */
export function readDraft<Typed extends object = Values>(of: string): Typed {
  try {
    return JSON.parse(sessionStorage.getItem(`draft/${of}`) ?? '{}') as Typed;
  } catch {
    return {} as Typed;
  }
}

export function writeDraft(of: string, values: object): void {
  try {
    sessionStorage.setItem(`draft/${of}`, JSON.stringify(values));
  } catch {
    // Storage is full or forbidden: the open dialog still holds what was typed.
  }
}

export function forgetDraft(of: string): void {
  sessionStorage.removeItem(`draft/${of}`);
}

/** Words that were not sent are their writer's: who signs in after them in the same tab does not find them. */
export function keepDraftsOf(personId: string): void {
  if ((sessionStorage.getItem(WRITER) ?? personId) !== personId) sessionStorage.clear();
  sessionStorage.setItem(WRITER, personId);
}

const WRITER = 'drafts-of';

/** What was sent is kept until something else is sent on the case: who takes it back finds their words again. */
export function sentDraft(caseId: string, of: string, values: Values): void {
  forgetDraft(of);
  try {
    sessionStorage.setItem(`sent/${caseId}`, JSON.stringify({ of, values }));
  } catch {
    sessionStorage.removeItem(`sent/${caseId}`); // Storage is full or forbidden: better no words than older ones.
  }
}

export function bringBackDraft(caseId: string): void {
  const sent = sessionStorage.getItem(`sent/${caseId}`);
  if (sent === null) return;
  const { of, values } = JSON.parse(sent) as { readonly of: string; readonly values: Values };
  sessionStorage.removeItem(`sent/${caseId}`);
  writeDraft(of, values);
}
