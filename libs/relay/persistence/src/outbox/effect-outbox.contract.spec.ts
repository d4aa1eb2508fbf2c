import type { EffectOutbox, NewEffect } from '@baton/application';
import { InMemoryOutbox } from '@baton/application/testing';
import { buildCompany } from '@baton/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { smallCompany } from '../testing/small-company.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { PostgresOutbox } from './postgres-outbox.js';

let database: TestRelay;
beforeAll(async () => void (database = await openTestRelay()));
afterAll(() => database.close());

function inMemory(): EffectOutbox {
  const company = buildCompany({ revision: 1, ...smallCompany() });
  const noHistory = () => {
    throw new Error('There is no case');
  };
  return new InMemoryOutbox(Date.now, () => company, noHistory);
}

async function onPostgres(): Promise<EffectOutbox> {
  await database.rows('TRUNCATE outbox');
  return new PostgresOutbox(database.dataSource, database.directory);
}

describe.each([
  ['memory', inMemory],
  ['PostgreSQL', onPostgres],
])('an outbox in %s', (_name, create) => {
  let outbox: EffectOutbox;
  beforeEach(async () => void (outbox = await create()));

  const add = (...effects: readonly NewEffect[]) => outbox.look((scope) => scope.add(effects));
  const keysOf = (effects: readonly { readonly key: string }[]) => effects.map(({ key }) => key).sort();
  const informs = async () => outbox.beginAll(await outbox.leaseInforms(10, 30));
  const others = async () => outbox.beginAll(await outbox.lease(10, 30));

  it('leases what informs people and whatever else is due each for itself', async () => {
    await add(anInform(1), aMail(1), anInform(2));
    expect(keysOf(await others())).toEqual(['mail:bea:1']);
    expect(keysOf(await informs())).toEqual(['inform:1', 'inform:2']);
  });

  it('does many at once: all of them, once', async () => {
    await add(anInform(1), anInform(2));
    const leased = await outbox.leaseInforms(10, 30);
    const done: string[] = [];
    const finish = () => outbox.finishAll(leased, async (_scope, held) => void done.push(...held.map(({ id }) => id)));
    await finish();
    await finish();
    expect(done).toEqual(leased.map(({ id }) => id));
    expect(await outbox.beginAll(leased)).toEqual([]);
  });

  it('keeps nothing of any of them when the work fails', async () => {
    await add(anInform(1), anInform(2));
    const leased = await outbox.leaseInforms(10, 30);
    const finishing = outbox.finishAll(leased, async (scope) => {
      await scope.add([aMail(1)]);
      throw new Error('broken');
    });
    await expect(finishing).rejects.toThrow('broken');
    expect(await outbox.lease(10, 30)).toEqual([]);
    expect(await outbox.beginAll(leased)).toHaveLength(2);
  });

  it('adds none that one which waits to begin makes needless', async () => {
    await add(aMail(1_000));
    await add(aMail(2_000), aMail(500, { urgent: true }), aMail(3_000, { personId: 'ann' }));
    const added = [...(await others()), ...(await others())];
    expect(added.filter(({ key }) => key === 'mail:bea:2000')).toEqual([]);
    expect(keysOf(added)).toContain('mail:ann:3000');
  });
});

const anInform = (n: number): NewEffect => ({
  key: `inform:${n}`,
  topic: 'inform',
  orderKey: `case ${n}`,
  body: {},
  notBefore: 0,
});

const aMail = (notBefore: number, { personId = 'bea', urgent = false } = {}): NewEffect => ({
  key: `mail:${personId}:${notBefore}`,
  topic: 'mail',
  orderKey: `mail:${personId}`,
  body: { personId, urgent },
  notBefore,
  gathers: true,
});
