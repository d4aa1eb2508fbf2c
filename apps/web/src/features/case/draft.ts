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

export const forgetDraft = (of: string): void => sessionStorage.removeItem(`draft/${of}`);
