import type { CaseDraft } from '../case/case-draft.js';
import type { LooseEnd } from '../case/loose-ends.js';
import { openFinding } from './open-finding.js';

/** Writes down what was left undone and why it was let go; each end by its kind too, so that pages say it in the reader's language. */
export function findLooseEnds(draft: CaseDraft, ends: readonly LooseEnd[], override: string | null): void {
  if (ends.length === 0) return;
  openFinding(
    draft,
    {
      kind: 'closed-with-loose-ends',
      departmentId: draft.state.departmentId,
      subject: { kind: 'case', id: draft.caseId },
      note: `${override}: ${ends.map((end) => end.what).join('; ')}`,
    },
    { override, looseEnds: ends.map(({ kind, what }) => ({ kind, what })) },
  );
}
