import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { emailOf, type Name } from './support/company.js';
import { type Installation, startInstallation } from './support/installation.js';
import { claimsOf, startPushService } from './support/push-service.js';
import { until } from './support/until.js';

jest.setTimeout(60_000);

describe('devices are told', () => {
  let service: Awaited<ReturnType<typeof startPushService>>;
  let baton: Installation;

  beforeAll(async () => {
    service = await startPushService();
    baton = await startInstallation({ workers: 2, settings: { PUSH_SERVICES: service.origin } });
  });
  afterAll(async () => {
    await baton?.close();
    await service?.close();
  });

  /** Somebody at a browser of their own that is told. */
  const aDeviceOf = async (name: Name, language = 'de') => {
    const ask = async (method: string, path: string, body?: object, cookie = '') => {
      const headers = { 'sec-fetch-site': 'same-origin', cookie, ...(body && { 'content-type': 'application/json' }) };
      return fetch(`${baton.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    };
    const signedIn = await ask('POST', '/session', { email: emailOf(name), password: baton.database.password });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const does = (method: string, path: string, body?: object) => ask(method, path, body, cookie);
    const browser = service.newBrowser();
    const kept = await does('POST', '/push/subscriptions', { ...browser.subscription, device: 'Test', language });
    expect(kept.status).toBe(200);
    const { id } = (await kept.json()) as { id: string };
    const arrived = () => service.arrived.filter(({ path }) => path === browser.path);
    return {
      id,
      browser,
      does,
      arrived,
      isTold: (times: number) => until(`told ${times} times`, async () => arrived().length >= times && arrived()),
      devices: async () => (await (await does('GET', '/push/subscriptions')).json()) as readonly { id: string }[],
      leaves: () => does('DELETE', '/session'),
    };
  };
  let bea: Awaited<ReturnType<typeof aDeviceOf>>;
  afterEach(() => bea?.leaves());

  /** Ana hands the second leg of a new case over to billing. */
  const handOver = async () => {
    const { id, number, legs } = await baton.as('ana').opens('refund', { subject: 'A secret subject' });
    await baton
      .as('ana')
      .does(`/legs/${legs[0]!.id}/hand-over`, { package: { invoice: '4711' }, note: 'A secret note' });
    return { id, number };
  };

  it('in their language, by number and event alone, signed with the key they subscribed with', async () => {
    bea = await aDeviceOf('bea');
    const { publicKey } = (await (await bea.does('GET', '/push/key')).json()) as { publicKey: string };
    const { id, number } = await handOver();
    const [arrived] = await bea.isTold(1);
    const shown = bea.browser.read(arrived!);
    expect(shown).toMatchObject({
      title: `C-${number}`,
      text: 'Ihnen wird eine Etappe angeboten. Bitte antworten Sie.',
      lang: 'de',
      tag: arrived!.headers['topic'],
      path: expect.stringMatching(new RegExp(`^/cases/${id}\\?event=\\d+$`)),
    });
    expect(JSON.stringify(shown)).not.toMatch(/secret|Ana|refund/);
    expect(Number(arrived!.headers['ttl'])).toBeLessThanOrEqual(3600);
    expect(arrived!.headers['urgency']).toBe('high');
    expect(claimsOf(arrived!, publicKey)).toMatchObject({ aud: service.origin, sub: 'mailto:baton@localhost' });
  });

  it('when they try it out', async () => {
    bea = await aDeviceOf('bea', 'es');
    expect((await bea.does('POST', `/push/subscriptions/${bea.id}/try-out`)).status).toBe(204);
    const [arrived] = await bea.isTold(1);
    expect(bea.browser.read(arrived!)).toMatchObject({ title: 'Baton', lang: 'es', path: '/' });
  });

  it('again when that failed, in the place of what may have arrived', async () => {
    bea = await aDeviceOf('bea');
    service.next('line breaks', { status: 503 }, { status: 429, headers: { 'retry-after': '1' } });
    await handOver();
    const arrived = await bea.isTold(4);
    expect(new Set(arrived.map(({ headers }) => headers['topic'])).size).toBe(1);
    await baton.settles();
    expect(bea.arrived()).toHaveLength(4);
  });

  it('until the push service says that they are gone', async () => {
    bea = await aDeviceOf('bea');
    service.next({ status: 410 });
    await handOver();
    await until('the device is forgotten', async () => (await bea.devices()).length === 0);
    await handOver();
    await baton.settles();
    expect(bea.arrived()).toHaveLength(1);
  });

  it('until their person signs out', async () => {
    bea = await aDeviceOf('bea');
    await handOver();
    await bea.isTold(1);
    await bea.leaves();
    await handOver();
    await baton.settles();
    expect(bea.arrived()).toHaveLength(1);
  });

  it('and nothing that anybody could write to them by is in a log', async () => {
    bea = await aDeviceOf('bea');
    const [vapid] = await baton.database.query<{ secret: Buffer }>(
      `SELECT secret FROM installation_secret WHERE purpose = 'vapid'`,
    );
    const logs = [baton.service, ...baton.workers].map(({ output }) => output).join('');
    for (const hidden of [bea.browser.path, vapid!.secret.toString('base64url'), vapid!.secret.toString('hex')])
      expect(logs).not.toContain(hidden);
    await baton.isHealthy();
  });
});
