import type { Push, PushSubscription } from '@baton/application';
import type { PushMessage, PushOutcome } from '@baton/server';
import { describe, expect, it } from '@jest/globals';

import { WebPushService } from './web-push-service.js';

const device: PushSubscription = {
  id: 'phone',
  personId: 'bea',
  endpoint: 'https://push.example/1',
  publicKey: new Uint8Array(65),
  authSecret: new Uint8Array(16),
  language: 'de',
};
const push: Push = {
  key: 'push:phone:1',
  title: 'C-1001',
  text: 'Der Kunde hat geschrieben.',
  language: 'de',
  at: 7,
  about: { caseId: 'c', seq: 12 },
  urgency: 'normal',
  ttlSeconds: 60,
};

async function send(differs: Partial<Push> = {}, outcome: PushOutcome = { outcome: 'sent' }) {
  const sent: PushMessage[] = [];
  const service = new WebPushService(async () => ({
    send: async (_target, message) => (sent.push(message), outcome),
  }));
  const answer = await service.send(device, { ...push, ...differs });
  return { answer, message: sent[0]!, shown: JSON.parse(sent[0]!.text) as Record<string, unknown> };
}

describe('what is sent to a device', () => {
  it('is all that the device needs to show it', async () => {
    const { message, shown } = await send();
    expect(shown).toEqual({
      title: 'C-1001',
      text: 'Der Kunde hat geschrieben.',
      lang: 'de',
      tag: message.topic,
      at: 7,
      path: '/cases/c?event=12',
    });
    expect(message).toMatchObject({ urgency: 'normal', ttlSeconds: 60 });
  });

  it('takes the place of itself, and of nothing else', async () => {
    const [{ message: first }, { message: again }, { message: other }] = [
      await send(),
      await send({ text: 'Und eine weitere' }),
      await send({ key: 'push:phone:2' }),
    ];
    expect(first.topic).toMatch(/^[\w-]{32}$/);
    expect(again.topic).toBe(first.topic);
    expect(other.topic).not.toBe(first.topic);
  });

  it('leads to the desk when it is about no case', async () => {
    expect((await send({ about: null })).shown['path']).toBe('/');
  });

  it.each<[PushOutcome, unknown]>([
    [{ outcome: 'sent' }, 'sent'],
    [{ outcome: 'gone' }, 'gone'],
    [
      { outcome: 'deferred', reason: '429', afterSeconds: 3 },
      { deferred: '429', afterSeconds: 3 },
    ],
  ])('says what became of it: %j', async (outcome, expected) => {
    expect((await send({}, outcome)).answer).toEqual(expected);
  });
});
