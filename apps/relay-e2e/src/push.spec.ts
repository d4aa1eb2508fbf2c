import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import type { Name } from './support/company.js';
import { Device } from './support/device.js';
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
  const aDeviceOf = (name: Name, language = 'de') => Device.of(name, baton, service.newBrowser(), language);
  let bea: Device;
  const arrived = () => bea.arrivedOf(service.arrived);
  const isTold = (times: number) => until(`told ${times} times`, async () => arrived().length >= times && arrived());
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
    const { publicKey } = await bea.key();
    const { id, number } = await handOver();
    const [first] = await isTold(1);
    const shown = bea.browser.read(first!);
    expect(shown).toMatchObject({
      title: `C-${number}`,
      text: 'Ihnen wird eine Etappe angeboten. Bitte antworten Sie.',
      lang: 'de',
      tag: first!.headers['topic'],
      path: expect.stringMatching(new RegExp(`^/cases/${id}\\?event=\\d+$`)),
    });
    expect(JSON.stringify(shown)).not.toMatch(/secret|Ana|refund/);
    expect(Number(first!.headers['ttl'])).toBeLessThanOrEqual(3600);
    expect(first!.headers['urgency']).toBe('high');
    expect(claimsOf(first!, publicKey)).toMatchObject({ aud: service.origin, sub: 'mailto:baton@localhost' });
  });

  it('when they try it out', async () => {
    bea = await aDeviceOf('bea', 'es');
    expect((await bea.triesOut()).status).toBe(204);
    const [first] = await isTold(1);
    expect(bea.browser.read(first!)).toMatchObject({ title: 'Baton', lang: 'es', path: '/' });
  });

  it('again when that failed, in the place of what may have arrived', async () => {
    bea = await aDeviceOf('bea');
    service.next('line breaks', { status: 503 }, { status: 429, headers: { 'retry-after': '1' } });
    await handOver();
    const all = await isTold(4);
    expect(new Set(all.map(({ headers }) => headers['topic'])).size).toBe(1);
    await baton.settles();
    expect(arrived()).toHaveLength(4);
  });

  it('until the push service says that they are gone', async () => {
    bea = await aDeviceOf('bea');
    service.next({ status: 410 });
    await handOver();
    await until('the device is forgotten', async () => (await bea.devices()).length === 0);
    await handOver();
    await baton.settles();
    expect(arrived()).toHaveLength(1);
  });

  it('until their person signs out', async () => {
    bea = await aDeviceOf('bea');
    await handOver();
    await isTold(1);
    await bea.leaves();
    await handOver();
    await baton.settles();
    expect(arrived()).toHaveLength(1);
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
