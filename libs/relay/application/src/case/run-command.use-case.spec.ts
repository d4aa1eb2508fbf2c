import { addNote, openCase } from '@baton/domain';
import { aCompany, MONDAY_NINE } from '@baton/domain/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { IdempotencyKey } from '../relay-unit-of-work.js';
import { InMemoryRelay } from '../testing/in-memory-relay.js';
import { RunCommandUseCase } from './run-command.use-case.js';

const opening = {
  subject: 'Charged twice',
  description: '',
  requester: { name: 'Carla', email: null, phone: null, zone: 'Europe/Berlin' },
  priority: 'P3',
  confidential: false,
  channel: 'phone',
  journeyId: 'refund',
} as const satisfies Omit<Parameters<typeof openCase>[1], 'number'>;

describe('running a command', () => {
  let relay: InMemoryRelay;
  let commands: RunCommandUseCase;
  let ids: number;

  beforeEach(() => {
    ids = 0;
    relay = new InMemoryRelay({ now: () => MONDAY_NINE }, aCompany());
    commands = new RunCommandUseCase(relay, () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`);
  });

  const open = async () => {
    const outcome = await commands.open(opening, { actorId: 'ann' });
    if (outcome.outcome !== 'done') throw new Error(outcome.outcome);
    return outcome.state;
  };
  const key = (requestHash: string): IdempotencyKey => ({
    principal: 'ann',
    route: 'notes',
    key: 'k1',
    requestHash,
    respond: (answer) => ({ status: answer.outcome === 'done' ? 200 : 409, body: answer.outcome, version: null }),
  });

  it('makes whoever opens a case its owner (N12)', async () => {
    expect(await open()).toMatchObject({ ownerId: 'ann', number: 1001, status: 'open' });
  });

  it('lets nobody command who has left the company', async () => {
    const { people, ...rest } = aCompany();
    relay.company = { ...rest, people: new Map([...people, ['ann', { ...people.get('ann')!, active: false }]]) };
    expect(await commands.open(opening, { actorId: 'ann' })).toMatchObject({
      outcome: 'refused',
      refusal: 'not-allowed',
    });
    expect(relay.cases.size).toBe(0);
  });

  it('changes nothing for a client that has seen an older version', async () => {
    const { id, version } = await open();
    const note = { text: 'seen' };
    const stale = await commands.execute(addNote, { kind: 'case', id }, note, {
      actorId: 'ann',
      expectedVersion: version - 1,
    });
    expect(stale).toEqual({ outcome: 'stale', version });
    expect(relay.cases.get(id)!.version).toBe(version);
  });

  it('answers the same key from the record, and refuses it for another body (H16)', async () => {
    const { id, version } = await open();
    const send = (hash: string) =>
      commands.execute(addNote, { kind: 'case', id }, { text: 'once' }, { actorId: 'ann', idempotency: key(hash) });
    expect(await send('a')).toMatchObject({ outcome: 'done' });
    expect(await send('a')).toMatchObject({ outcome: 'replayed', response: { status: 200, body: 'done' } });
    expect(await send('b')).toEqual({ outcome: 'key-reused' });
    expect(relay.cases.get(id)!.version).toBe(version + 1);
  });

  it('finds no case that is not there', async () => {
    const ref = { kind: 'case', id: '00000000-0000-4000-8000-00000000dead' } as const;
    expect(await commands.execute(addNote, ref, { text: 'x' }, { actorId: 'ann' })).toEqual({ outcome: 'not-found' });
  });
});
