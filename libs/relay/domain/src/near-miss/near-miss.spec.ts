import { DAY, HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { liveClock } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { retargetClock } from '../case/case-clocks.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { handOverLeg } from '../leg/hand-over-leg.js';
import { progressLeg } from '../leg/progress-leg.js';
import { pauseLeg } from '../leg/pause-leg.js';
import { resumeLeg } from '../leg/resume-leg.js';
import { cancelCase } from '../case/cancel-case.js';
import { logContact } from '../contact/log-contact.js';
import { makePromise } from '../promise/make-promise.js';
import { renegotiatePromise } from '../promise/renegotiate-promise.js';
import { aRelayAtBilling, MONDAY_NINE, type Relay } from '../testing/index.js';
import { intervene } from './intervene.js';
import type { InterventionKind } from './near-miss.js';
import { openNearMiss } from './open-near-miss.js';

const ola = (relay: Relay) => liveClock(relay.state, relay.leg('check').id, 'leg-ola')!;
const mark = (draft: CaseDraft, clockId: string) =>
  openNearMiss(
    draft,
    draft.state.clocks.find(({ id }) => id === clockId)!,
    'little-time-left',
  ) as undefined;
const act = (draft: CaseDraft, command: { readonly legId: string | null; readonly kind: InterventionKind }) =>
  intervene(draft, command.legId, command.kind) as undefined;
const lengthen = (draft: CaseDraft, seconds: number) =>
  retargetClock(
    draft,
    draft.state.clocks.find(({ kind, state }) => kind === 'leg-ola' && state === 'running')!,
    seconds,
    'parts are late',
  ) as undefined;
/** Bea hands over, and legal takes it at once. */
function finish(relay: Relay): void {
  relay.run('bea', handOverLeg, {
    legId: relay.leg('check').id,
    toDepartmentId: null,
    toPersonId: null,
    legName: null,
    package: {},
    note: '',
    waiver: null,
    holdUntil: null,
  });
  relay.run('lakshmi', acceptHandoff, { handoffId: relay.state.handoffs.at(-1)!.id });
}

/** Bea's leg, marked as at risk at 16:00, an hour before it is due. */
const atRisk = () => {
  const relay = aRelayAtBilling();
  relay.now = MONDAY_NINE + 7 * HOUR;
  relay.run(null, mark, ola(relay).id);
  return relay;
};
const outcome = (relay: Relay) => relay.state.nearMisses[0]!.outcome;

describe('a near miss (N1)', () => {
  it('is written down once, with the due date and the department', () => {
    const relay = atRisk();
    expect(relay.run(null, mark, ola(relay).id)).toEqual([]);
    expect(relay.state.nearMisses).toMatchObject([
      { departmentId: 'billing', legId: relay.leg('check').id, dueAt: MONDAY_NINE + 8 * HOUR, outcome: null },
    ]);
  });

  it('is none for what has failed already, waits, or is over', () => {
    const relay = aRelayAtBilling();
    const { id } = ola(relay);
    relay.run('bea', pauseLeg, {
      legId: relay.leg('check').id,
      reason: 'waiting-vendor',
      waitingFor: 'them',
      resumesAt: null,
    });
    expect(relay.run(null, mark, id)).toEqual([]);
    const met = relay.state.clocks.find(({ state }) => state === 'met')!;
    expect(relay.run(null, mark, met.id)).toEqual([]);
  });

  it('was lucky when it ended in time and nobody did anything', () => {
    const relay = atRisk();
    finish(relay);
    expect(outcome(relay)).toBe('lucky');
  });

  it('was prevented when somebody did', () => {
    const relay = atRisk();
    relay.run('lea', act, { legId: relay.leg('check').id, kind: 'helped' });
    finish(relay);
    expect(outcome(relay)).toBe('prevented');
    expect(relay.state.nearMisses[0]!.interventions).toEqual([{ kind: 'helped', at: relay.now, by: 'lea' }]);
  });

  it('is not saved by help for another leg', () => {
    const relay = atRisk();
    relay.run('lea', act, { legId: relay.leg('approve').id, kind: 'helped' });
    relay.run('lea', act, { legId: null, kind: 'helped' });
    finish(relay);
    expect(outcome(relay)).toBe('lucky');
  });

  it('failed when the clock broke, whatever was done', () => {
    const relay = atRisk();
    relay.run('lea', act, { legId: relay.leg('check').id, kind: 'helped' });
    relay.now = MONDAY_NINE + 8 * HOUR + 1000;
    finish(relay);
    expect(outcome(relay)).toBe('failed');
  });

  it('keeps its old target when the target is lengthened (anti-gaming)', () => {
    const relay = atRisk();
    relay.run('lea', act, { legId: relay.leg('check').id, kind: 'helped' });
    relay.run('olga', lengthen, 20 * 3600);
    relay.now = MONDAY_NINE + DAY + HOUR;
    finish(relay);
    expect(relay.state.clocks.find(({ id }) => id === relay.state.nearMisses[0]!.clockId)).toMatchObject({
      breachedAt: null,
    });
    expect(outcome(relay)).toBe('failed');
  });

  it('is given the time of a fair pause', () => {
    const relay = atRisk();
    const { id: legId } = relay.leg('check');
    relay.run('bea', pauseLeg, { legId, reason: 'waiting-customer', waitingFor: 'a receipt', resumesAt: null });
    relay.now = MONDAY_NINE + 2 * DAY;
    relay.run('bea', resumeLeg, { legId, reason: null });
    finish(relay);
    expect(outcome(relay)).toBe('lucky');
  });

  it('proves nothing when the case is cancelled', () => {
    const relay = atRisk();
    relay.run('ann', cancelCase, { reason: 'paid back by the bank' });
    expect(outcome(relay)).toBe('void');
  });

  it('is opened when the forecast passes the due date', () => {
    const relay = aRelayAtBilling();
    relay.run('bea', progressLeg, {
      legId: relay.leg('check').id,
      kind: 'work-recorded',
      note: 'slow',
      ticked: [],
      etaAt: MONDAY_NINE + DAY,
    });
    expect(relay.state.nearMisses).toMatchObject([{ riskRule: 'forecast-past-due', clockId: ola(relay).id }]);
  });
});

describe('a promise that nearly broke', () => {
  const promised = () => {
    const relay = aRelayAtBilling();
    const due = { precision: 'minute', at: MONDAY_NINE + 4 * HOUR } as const;
    relay.run('ann', makePromise, { text: 'call back', madeTo: null, due, zone: null });
    relay.passUntil(MONDAY_NINE + 3 * HOUR + 30 * 60_000);
    return relay;
  };
  const ofPromise = (relay: Relay) => {
    const clock = relay.state.clocks.find(({ kind }) => kind === 'promise')!;
    return relay.state.nearMisses.find(({ clockId }) => clockId === clock.id)!;
  };

  it('is prevented by telling the customer a new date in time', () => {
    const relay = promised();
    const { id: promiseId } = relay.state.promises[0]!;
    relay.run('ann', renegotiatePromise, {
      promiseId,
      due: { precision: 'minute', at: MONDAY_NINE + DAY },
      text: null,
      message: { channel: 'phone', text: 'tomorrow' },
    });
    expect(ofPromise(relay).outcome).toBe('prevented');
  });

  it('is lucky when it is simply kept', () => {
    const relay = promised();
    const promiseIds = [relay.state.promises[0]!.id];
    relay.run('ann', logContact, {
      channel: 'phone',
      text: 'done',
      reached: true,
      promiseIds,
      closing: false,
      answersCustomer: false,
    });
    expect(ofPromise(relay).outcome).toBe('lucky');
  });
});
