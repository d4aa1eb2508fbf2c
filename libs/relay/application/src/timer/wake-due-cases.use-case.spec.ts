import { handOverLeg } from '@baton/domain';
import { aCompany, MONDAY_NINE } from '@baton/domain/testing';
import { HOUR, MINUTE } from '@baton/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { RunCommandUseCase } from '../case/run-command.use-case.js';
import { InMemoryRelay } from '../testing/in-memory-relay.js';
import { WakeDueCasesUseCase } from './wake-due-cases.use-case.js';

describe('waking due cases', () => {
  let now: number;
  let relay: InMemoryRelay;
  let wake: WakeDueCasesUseCase;

  beforeEach(async () => {
    now = MONDAY_NINE;
    let ids = 0;
    const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
    relay = new InMemoryRelay({ now: () => now }, aCompany());
    wake = new WakeDueCasesUseCase(relay, newId);
    const commands = new RunCommandUseCase(relay, newId);
    const opened = await commands.open(
      {
        subject: 'Charged twice',
        description: '',
        requester: { name: 'Carla', email: null, phone: null, zone: 'Europe/Berlin' },
        priority: 'P3',
        confidential: false,
        channel: 'phone',
        journeyId: 'refund',
      },
      { actorId: 'ann' },
    );
    const legId = opened.outcome === 'done' ? opened.state.legs.find(({ status }) => status === 'running')!.id : '';
    await commands.execute(
      handOverLeg,
      { kind: 'leg', id: legId },
      {
        legId,
        toDepartmentId: null,
        toPersonId: null,
        legName: null,
        package: {},
        note: 'go',
        waiver: null,
        holdUntil: null,
      },
      { actorId: 'ann' },
    );
  });

  const types = () => relay.events.map(({ type }) => type);

  it('does nothing before anything is due', async () => {
    expect(await wake.execute(200)).toEqual({ woken: 0, timersFired: 0, failed: [], mayBeMore: false });
  });

  it('chases an offer at half its time and lets it expire at its end (H7)', async () => {
    now = MONDAY_NINE + 31 * MINUTE;
    await wake.execute(200);
    expect(types()).toContain('chase.sent');
    expect(types()).not.toContain('handoff.expired');
    now = MONDAY_NINE + HOUR + MINUTE;
    await wake.execute(200);
    expect(types()).toContain('handoff.expired');
  });

  it('does a thing once, however often it wakes', async () => {
    now = MONDAY_NINE + 31 * MINUTE;
    await wake.execute(200);
    const once = types().length;
    await wake.execute(200);
    expect(types()).toHaveLength(once);
  });
});
