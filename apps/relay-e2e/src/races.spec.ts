import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { aCall } from './support/client.js';
import { type Installation, startInstallation } from './support/installation.js';
import type { CaseBody, HandoffBody } from './support/views.js';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const handOver = { package: { invoice: '4711' }, note: 'please check' };

jest.setTimeout(60_000);

describe('what happens at once', () => {
  let baton: Installation;
  beforeAll(async () => void (baton = await startInstallation()));
  afterAll(() => baton?.close());

  const offerTo = async (journey: string): Promise<{ readonly opened: CaseBody; readonly offer: HandoffBody }> => {
    const ana = baton.as('ana');
    const opened = await ana.opens(journey);
    const handed = await ana.does(`/legs/${opened.legs[0]!.id}/hand-over`, handOver);
    return { opened, offer: handed.handoffs[0]! };
  };

  it('gives an offer to one of two who accept it, and tells the other who was first (H4)', async () => {
    for (const _ of times(20)) {
      const { offer } = await offerTo('refund');
      const replies = await Promise.all(
        (['bea', 'bob'] as const).map((name) => baton.as(name).post(`/handoffs/${offer.id}/accept`)),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      const winner = replies.find(({ status }) => status === 200)!.body.handoffs[0]!.endedById;
      expect(replies.find(({ status }) => status === 409)!.body).toMatchObject({
        code: 'already-decided',
        byPersonId: winner,
        by: winner === 'bea' ? 'Bea' : 'Bob',
      });
    }
    await baton.isHealthy();
  });

  it('ends an offer once, when it is accepted, withdrawn and out of time at the same moment', async () => {
    const seen = new Set<string>();
    await Promise.all(
      times(12).map(async (index) => {
        const { opened, offer } = await offerTo('hurry');
        const nearItsEnd = Date.parse(offer.expiresAt) + (index - 4) * 200;
        const at = Math.max(0, nearItsEnd - Date.now());
        const [accepted, withdrawn] = await Promise.all([
          sleep(at).then(() => baton.as('wim').post(`/handoffs/${offer.id}/accept`)),
          sleep(at).then(() => baton.as('ana').post(`/handoffs/${offer.id}/withdraw`, { reason: 'not needed' })),
        ]);
        await baton.settles();
        const ended = (await baton.as('ana').reads(opened.id)).handoffs.find(({ id }) => id === offer.id)!.status;
        seen.add(ended);
        expect({ accepted: accepted.status, withdrawn: withdrawn.status }).toEqual({
          accepted: ended === 'accepted' ? 200 : 409,
          withdrawn: ended === 'withdrawn' ? 200 : 409,
        });
        const endings = (await baton.as('ana').history(opened.id)).filter(
          ({ type, about }) => about.id === offer.id && /^handoff\.(accepted|withdrawn|expired)$/.test(type),
        );
        expect(endings.map(({ type }) => type)).toEqual([`handoff.${ended}`]);
      }),
    );
    expect(seen).toContain('expired');
    expect(seen.size).toBeGreaterThan(1);
    await baton.isHealthy();
  });

  it('does once what twenty clients send under one key, and answers all of them alike', async () => {
    const ana = baton.as('ana');
    const count = async () =>
      (await baton.database.query<{ count: number }>('SELECT count(*)::integer AS count FROM "case"'))[0]!.count;
    const before = await count();
    const opened = await Promise.all(times(20).map(() => ana.post('/cases', aCall('refund'), { key: 'one call' })));
    expect(opened.map(({ status }) => status)).toEqual(times(20).map(() => 201));
    expect(new Set(opened.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await count()).toBe(before + 1);

    const { id, legs } = opened[0]!.body;
    const handed = await Promise.all(
      times(20).map(() => ana.post(`/legs/${legs[0]!.id}/hand-over`, handOver, { key: 'one hand-over' })),
    );
    expect(new Set(handed.map(({ status, body }) => `${status} ${body.version}`)).size).toBe(1);
    expect(handed[0]!.status).toBe(200);
    expect((await ana.reads(id)).handoffs).toHaveLength(1);
    await baton.isHealthy();
  });
});
