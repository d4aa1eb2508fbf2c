import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { aService, type TestService } from '../testing/a-service.js';

const PASSWORD = 'correct horse battery staple';
const SERVICE = 'https://updates.push.services.mozilla.com/wpush/v2/';

let service: TestService;
beforeAll(async () => {
  service = await aService({ PUSH_SERVICES: ['http://127.0.0.1:9999'] });
  for (const personId of ['ann', 'bea']) await service.given.access.setPassword(personId, await hash(PASSWORD));
});
afterAll(() => service.close());
beforeEach(() => service.given.dataSource.query('DELETE FROM session'));

async function signedIn(personId: string) {
  const who = { email: `${personId}@example.com`, password: PASSWORD };
  const { headers } = await service.post(null, '/api/v1/session', who);
  const cookie = { cookie: String(headers['set-cookie']).split(';')[0]!, 'sec-fetch-site': 'same-origin' };
  return (method: string, path: string, body?: object) => service.ask(null, method, `/api/v1${path}`, body, cookie);
}

function aBrowser(differs: object = {}) {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return {
    endpoint: `${SERVICE}${randomBytes(30).toString('base64url')}`,
    publicKey: pair.getPublicKey('base64url'),
    authSecret: randomBytes(16).toString('base64url'),
    device: 'Firefox on Android',
    language: 'de',
    ...differs,
  };
}

describe('the key that browsers subscribe with', () => {
  it('is a public one, the same each time, and the private one is told nowhere', async () => {
    const first = await service.get('ann', '/api/v1/push/key');
    expect(Object.keys(first.body)).toEqual(['publicKey']);
    expect(Buffer.from(first.body.publicKey, 'base64url')).toHaveLength(65);
    expect((await service.get('bea', '/api/v1/push/key')).body).toEqual(first.body);
    const [{ secret }] = await service.given.dataSource.query(`SELECT secret FROM installation_secret`);
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(JSON.stringify(first) + service.log.join('')).not.toContain((secret as Buffer).toString(form));
  });
});

describe('a device', () => {
  it('is told from when it is switched on until it is switched off', async () => {
    const ann = await signedIn('ann');
    const browser = aBrowser();
    const { status, body } = await ann('POST', '/push/subscriptions', browser);
    expect({ status, ...body }).toMatchObject({
      status: 200,
      device: 'Firefox on Android',
      language: 'de',
      isThisOne: true,
    });
    const listed = await ann('GET', '/push/subscriptions');
    expect(listed.body).toEqual([body]);
    for (const secret of [browser.endpoint, browser.publicKey, browser.authSecret])
      expect(JSON.stringify([body, listed.body]) + service.log.join('')).not.toContain(secret);
    expect((await ann('DELETE', `/push/subscriptions/${body.id}`)).status).toBe(204);
    expect((await ann('GET', '/push/subscriptions')).body).toEqual([]);
  });

  it('is listed on the others of its person, as another one, and on nobody else’s', async () => {
    const [phone, laptop, bea] = [await signedIn('ann'), await signedIn('ann'), await signedIn('bea')];
    const { body } = await phone('POST', '/push/subscriptions', aBrowser());
    expect((await laptop('GET', '/push/subscriptions')).body).toEqual([{ ...body, isThisOne: false }]);
    expect((await bea('GET', '/push/subscriptions')).body).toEqual([]);
    expect((await bea('DELETE', `/push/subscriptions/${body.id}`)).status).toBe(404);
    expect((await bea('POST', `/push/subscriptions/${body.id}/try-out`)).status).toBe(404);
    expect((await laptop('DELETE', `/push/subscriptions/${body.id}`)).status).toBe(204);
  });

  it('is told nothing more once one signs out on it', async () => {
    const [phone, laptop] = [await signedIn('ann'), await signedIn('ann')];
    await phone('POST', '/push/subscriptions', aBrowser());
    await phone('DELETE', '/session');
    expect((await laptop('GET', '/push/subscriptions')).body).toEqual([]);
  });

  it('is tried out by the worker', async () => {
    const ann = await signedIn('ann');
    const { body } = await ann('POST', '/push/subscriptions', aBrowser());
    expect((await ann('POST', `/push/subscriptions/${body.id}/try-out`)).status).toBe(204);
    const effects = await service.given.dataSource.query(`SELECT topic, body FROM outbox WHERE topic = 'push'`);
    expect(effects).toMatchObject([{ topic: 'push', body: { subscriptionId: body.id, isTrial: true } }]);
  });

  it('is one of ten at most', async () => {
    for (let i = 0; i < 10; i++)
      expect((await (await signedIn('ann'))('POST', '/push/subscriptions', aBrowser())).status).toBe(200);
    const { status, body } = await (await signedIn('ann'))('POST', '/push/subscriptions', aBrowser());
    expect({ status, code: body.code, limit: body.limit }).toEqual({
      status: 409,
      code: 'too-many-devices',
      limit: 10,
    });
  });

  it('is a browser in which somebody is signed in, no program', async () => {
    const { status, body } = await service.post('ann', '/api/v1/push/subscriptions', aBrowser());
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'browser-needed' });
  });

  it.each([
    ['a host of our own network', 'https://10.0.0.1/admin', 'unknown-push-service'],
    ['this machine', 'http://127.0.0.1:5432/', 'unknown-push-service'],
    ['the machine’s own metadata', 'http://169.254.169.254/latest/meta-data/', 'unknown-push-service'],
    ['a known name without encryption', SERVICE.replace('https', 'http'), 'unknown-push-service'],
    ['a known name inside another', 'https://updates.push.services.mozilla.com.evil.example/', 'unknown-push-service'],
    ['a password for somewhere', `https://user:pass@${SERVICE.slice(8)}x`, 'unknown-push-service'],
  ])('may not have us send to %s', async (_, endpoint, code) => {
    const { status, body } = await (await signedIn('ann'))('POST', '/push/subscriptions', aBrowser({ endpoint }));
    expect({ status, code: body.code }).toEqual({ status: 422, code });
  });

  it('may use a service that the settings add', async () => {
    const browser = aBrowser({ endpoint: 'http://127.0.0.1:9999/1' });
    expect((await (await signedIn('ann'))('POST', '/push/subscriptions', browser)).status).toBe(200);
  });

  it.each([
    ['a key that is no point', { publicKey: 'A'.repeat(87) }, 422, 'push-key-malformed'],
    ['half a key', { publicKey: 'BAAA' }, 400, 'invalid-request'],
    ['a short secret', { authSecret: 'abc' }, 400, 'invalid-request'],
    ['an address without end', { endpoint: `${SERVICE}${'x'.repeat(1000)}` }, 400, 'invalid-request'],
    ['another language', { language: 'fr' }, 400, 'invalid-request'],
    ['two lines for a name', { device: 'a\nb' }, 400, 'invalid-request'],
    ['somebody else’s name', { personId: 'bea' }, 400, 'invalid-request'],
  ])('with %s: refused', async (_, differs, status, code) => {
    const reply = await (await signedIn('ann'))('POST', '/push/subscriptions', aBrowser(differs));
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
  });
});
