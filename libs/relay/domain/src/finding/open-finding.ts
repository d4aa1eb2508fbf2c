import type { CaseDraft } from '../case/case-draft.js';
import type { Finding } from './finding.js';

/** Writes a finding down, once per kind and subject: a fact against a standard is not repeated (N3). */
export function openFinding(
  draft: CaseDraft,
  fact: Pick<Finding, 'kind' | 'departmentId' | 'subject' | 'note'>,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const known = draft.state.findings.some(
    (finding) => finding.kind === fact.kind && finding.subject.id === fact.subject.id,
  );
  if (known) return;
  const { kind, departmentId, subject, note } = fact;
  const finding: Finding = { id: draft.newId(), caseId: draft.caseId, kind, departmentId, subject, note, at: draft.at };
  const facts = { findingId: finding.id, kind, departmentId, note, ...more };
  draft.record('finding.opened', subject, facts, { findings: [finding] });
}
