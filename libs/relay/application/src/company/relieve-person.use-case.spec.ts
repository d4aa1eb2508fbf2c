import { handOverLeg } from '@baton/domain';
import { aCompany, companyRecords, MONDAY_NINE } from '@baton/domain/testing';
import { SECOND } from '@baton/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { RunCommandUseCase } from '../case/run-command.use-case.js';
import { InMemoryOutbox } from '../testing/in-memory-outbox.js';
import { InMemoryRelay } from '../testing/in-memory-relay.js';
import { reliefOf, RelievePersonUseCase } from './relieve-person.use-case.js';

const opening = {
  subject: 'Charged twice',
  description: '',
  requester: { name: 'Carla', email: null, phone: null, zone: 'Europe/Berlin' },
  priority: 'P3',
  confidential: false,
  channel: 'phone',
  journeyId: 'refund',
} as const;

const companyWithout = (id: string, differs: { readonly active?: boolean; readonly presence?: 'away' }) =>
  aCompany({ people: companyRecords.people.map((one) => ({ ...one, ...(one.id === id && differs) })) });

describe('passing on what rests on somebody who is gone', () => {
  let relay: InMemoryRelay;
  let outbox: InMemoryOutbox;
  let asked: string[];
  let rests: readonly string[];

  beforeEach(async () => {
    relay = new InMemoryRelay({ now: () => MONDAY_NINE }, aCompany());
    outbox = new InMemoryOutbox(
      () => MONDAY_NINE,
      () => relay.company,
      () => ({ state: [...relay.cases.values()][0]!, events: [] }),
    );
    const commands = new RunCommandUseCase(relay, newId);
    const opened = await commands.open(opening, { actorId: 'ann' });
    const [leg] = opened.outcome === 'done' ? opened.state.legs : [];
    const handOver = { toDepartmentId: null, legName: null, package: {}, note: 'go', waiver: null, holdUntil: null };
    await commands.execute(
      handOverLeg,
      { kind: 'leg', id: leg!.id },
      { ...handOver, legId: leg!.id, toPersonId: 'bob' },
      { actorId: 'ann' },
    );
    asked = [];
    rests = [...relay.cases.keys()];
  });

  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const state = () => [...relay.cases.values()][0]!;

  /** Carries out one effect after the other, until none is left. */
  const relieve = async (personId: string, entirely: boolean) => {
    const cases = {
      find: async (_personId: string, which: string, afterId: string | null) => {
        asked.push(`${which} after ${afterId}`);
        return rests.filter((id) => afterId === null || id > afterId).slice(0, 100);
      },
    };
    outbox.effects.push(reliefOf({ personId, entirely, reason: 'left' }, 7, MONDAY_NINE));
    const useCase = new RelievePersonUseCase(outbox, cases, relay, newId);
    for (const effect of outbox.effects) await useCase.execute({ ...effect, id: effect.key, fence: 1, attempts: 0 });
  };

  it('begins when commands that still saw them there have ended', () => {
    const { key, notBefore } = reliefOf({ personId: 'bob', entirely: true, reason: 'left' }, 7, MONDAY_NINE);
    expect({ key, notBefore }).toEqual({ key: `relieve:bob:7:${MONDAY_NINE}`, notBefore: MONDAY_NINE + 5 * SECOND });
  });

  it('gives all they hold to whoever stands in (H14)', async () => {
    relay.company = companyWithout('ann', { active: false });
    await relieve('ann', true);
    expect(asked).toEqual(['duties after null']);
    expect(state().ownerId).toBe('ben');
    expect(state().legs[0]).toMatchObject({ holderId: 'ben', responsibleId: 'ben' });
    expect(outbox.done).toHaveLength(1);
  });

  it('gives only what is offered to the pool when they are away for now (H8)', async () => {
    relay.company = companyWithout('bob', { presence: 'away' });
    await relieve('bob', false);
    expect(asked).toEqual(['offers after null']);
    expect(state().handoffs).toMatchObject([{ status: 'withdrawn' }, { status: 'offered', level: 'pool' }]);
  });

  it('leaves what they have to somebody who is back', async () => {
    const { version } = state();
    await relieve('bob', false);
    expect(state().version).toBe(version);
    expect(outbox.done).toHaveLength(1);
  });

  it('goes on after a hundred cases, until none is left', async () => {
    rests = Array.from({ length: 250 }, () => newId());
    await relieve('ann', true);
    expect(asked).toEqual(['null', rests[99], rests[199]].map((id) => `duties after ${id}`));
    expect(new Set(outbox.effects.map(({ key }) => key)).size).toBe(3);
  });
});
