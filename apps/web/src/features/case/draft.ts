import type { Values } from './action';

/** What one has typed but not sent outlives a closed dialog and a reloaded page, until the browser tab is closed. */
export function readDraft(of: string): Values {
  try {
    return JSON.parse(sessionStorage.getItem(`draft/${of}`) ?? '{}') as Values;
  } catch {
    return {};
  }
}

export function writeDraft(of: string, values: Values): void {
  try {
    sessionStorage.setItem(`draft/${of}`, JSON.stringify(values));
  } catch {
    // Storage is full or forbidden: the open dialog still holds what was typed.
  }
}

/** What was sent is kept until something else is sent on the case: who takes it back finds their words again. */
export function sentDraft(caseId: string, of: string, values: Values): void {
  sessionStorage.removeItem(`draft/${of}`);
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
