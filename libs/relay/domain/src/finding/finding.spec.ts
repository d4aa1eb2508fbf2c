import { describe, expect, it } from '@jest/globals';

import type { CaseDraft } from '../case/case-draft.js';
import { aRelay } from '../testing/index.js';
import type { FindingKind } from './finding.js';
import { findingForBreach } from './finding-for-breach.js';
import { openFinding } from './open-finding.js';

describe('a finding', () => {
  it('is written once per kind and subject', () => {
    const relay = aRelay();
    const find = (draft: CaseDraft, [kind, id]: readonly [FindingKind, string]) =>
      openFinding(draft, { kind, departmentId: 'billing', subject: { kind: 'leg', id }, note: 'so' }) as undefined;
    for (const fact of [
      ['stalled', 'a'],
      ['stalled', 'a'],
      ['stalled', 'b'],
      ['ping-pong', 'a'],
    ] as const)
      relay.run(null, find, fact);
    expect(relay.state.findings.map(({ kind, subject }) => [kind, subject.id])).toEqual([
      ['stalled', 'a'],
      ['stalled', 'b'],
      ['ping-pong', 'a'],
    ]);
  });

  it.each([
    ['acceptance', 'offer-expired'],
    ['promise', 'promise-broken'],
    ['disruption-ack', 'disruption-unacknowledged'],
    ['answer', 'question-unanswered'],
    ['leg-ola', 'clock-breached'],
    ['resolution', 'clock-breached'],
  ] as const)('for a missed %s target is called %s', (clock, kind) => {
    expect(findingForBreach(clock)).toBe(kind);
  });
});
