import type { CaseDraft } from '../case/case-draft.js';
import type { PersonId } from '../company/ids.js';
import { announce } from './announce.js';

/** Tells everyone who works on a case that has ended to stop, and why; each of them acknowledges (H13). */
export function stopNotice(draft: CaseDraft, personIds: readonly PersonId[], why: string): void {
  const toTell = personIds.filter((personId) => personId !== draft.actorId);
  if (toTell.length === 0) return;
  announce(
    draft,
    {
      kind: 'cancel',
      legId: null,
      text: why,
      oldEtaAt: null,
      newEtaAt: null,
      mandatory: true,
      affects: { outcome: true, promiseIds: [], legIds: [] },
      customerDraft: null,
    },
    toTell.map((personId) => ({ personId, why: 'current-leg' }) as const),
  );
}
