import { HOUR, type Instant } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import type { CaseDraft } from '../case/case-draft.js';
import { addNote } from '../case/add-note.js';
import { pauseLeg } from '../leg/pause-leg.js';
import { progressLeg } from '../leg/progress-leg.js';
import { resumeLeg } from '../leg/resume-leg.js';
import { aRelayAtBilling, type Relay } from '../testing/index.js';
import { detectStall, stalledAt } from './stall.js';

const berlin = (text: string): Instant => Date.parse(`${text}:00+02:00`);
const stall = (relay: Relay) => stalledAt(relay.state, relay.leg('check'), relay.company);
const detect = (draft: CaseDraft, { legId }: { readonly legId: string }) => void detectStall(draft, legId);

describe('a stalled leg', () => {
  it('has made no progress for its department’s threshold of open time (E9)', () => {
    expect(stall(aRelayAtBilling())).toBe(berlin('2026-06-01T13:00'));
    expect(stall(aRelayAtBilling({ at: berlin('2026-06-05T15:00') }))).toBe(berlin('2026-06-08T11:00'));
  });

  it('starts anew with progress, not with notes (E9)', () => {
    const relay = aRelayAtBilling();
    relay.now += HOUR;
    relay.run('bea', addNote, { text: 'any news?' });
    expect(stall(relay)).toBe(berlin('2026-06-01T13:00'));
    relay.run('bea', progressLeg, {
      legId: relay.leg('check').id,
      kind: 'work-recorded',
      note: 'compared',
      ticked: [],
      etaAt: null,
    });
    expect(stall(relay)).toBe(berlin('2026-06-01T14:00'));
  });

  it('does not stall while it waits, and has all its time again afterwards (clock rule 20)', () => {
    const relay = aRelayAtBilling();
    const { id: legId } = relay.leg('check');
    relay.run('bea', pauseLeg, { legId, reason: 'waiting-vendor', waitingFor: 'the bank', resumesAt: null });
    expect(stall(relay)).toBeNull();
    relay.now = berlin('2026-06-03T10:00');
    relay.run('bea', resumeLeg, { legId, reason: null });
    expect(stall(relay)).toBe(berlin('2026-06-03T14:00'));
  });

  it('is chased from the moment it stalled, once', () => {
    const relay = aRelayAtBilling();
    const { id: legId } = relay.leg('check');
    relay.now = berlin('2026-06-01T12:59');
    expect(relay.run(null, detect, { legId })).toEqual([]);
    relay.now = berlin('2026-06-01T14:00');
    relay.run(null, detect, { legId });
    expect(relay.state.escalations).toMatchObject([{ trigger: 'stall', startedAt: berlin('2026-06-01T13:00') }]);
    expect(stall(relay)).toBeNull();
    expect(relay.run(null, detect, { legId }).filter(({ type }) => type === 'escalation.started')).toEqual([]);
  });
});
