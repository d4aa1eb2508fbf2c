import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { axeFindings, isTooWide } from '../../support/accessibility.js';
import { Screens, startBrowser } from '../../support/browser.js';
import { type Installation, startInstallation } from '../../support/installation.js';
import { type PushedBrowser, type Shown, startPushService } from '../../support/push-service.js';
import { until } from '../../support/until.js';

jest.setTimeout(60_000);

describe('being told while Baton is closed', () => {
  let service: Awaited<ReturnType<typeof startPushService>>;
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;

  beforeAll(async () => {
    service = await startPushService();
    [baton, browser] = await Promise.all([
      startInstallation({ settings: { PUSH_SERVICES: service.origin } }),
      startBrowser(),
    ]);
    screens = new Screens(browser, baton);
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
    await service?.close();
  });

  /** Somebody with their notices open, in a browser that has our push service in the place of its maker's. */
  const noticesOf = async (name: 'bea' | 'bob' | 'wim', permission: 'granted' | 'denied', locale = 'en-GB') => {
    const page = await screens.of(name, '/', { locale, width: 360, height: 740 });
    const pushed = service.newBrowser();
    if (permission === 'granted') await page.context().grantPermissions(['notifications'], { origin: baton.url });
    await page.addInitScript({ content: pushManagerOf(pushed.subscription, permission) });
    await page.reload();
    await page.getByRole('button', { name: /^(Notices|Mitteilungen)/ }).click();
    return { page, pushed };
  };
  const theSwitch = (page: Page) => page.getByRole('switch').first(); // Of the two in the drawer, the one for this device.
  const arrivedAt = (path: string) => service.arrived.filter((one) => one.path === path);

  it('is switched on, tried out, shown, followed, and switched off', async () => {
    const { page, pushed } = await noticesOf('bea', 'granted');
    await page.getByText('no names').waitFor();
    expect(await theSwitch(page).isChecked()).toBe(false);
    await theSwitch(page).click();
    await page.getByText('until you sign out').waitFor();
    expect(await theSwitch(page).isChecked()).toBe(true);

    await page.getByRole('button', { name: 'Send me one' }).click();
    await page.getByText('On its way.').waitFor();
    const [trial] = await until(
      'the trial arrives',
      async () => arrivedAt(pushed.path).length > 0 && arrivedAt(pushed.path),
    );
    expect(pushed.read(trial!)).toMatchObject({ title: 'Baton', path: '/' });

    const { id, number, legs } = await baton.as('ana').opens('refund');
    await baton
      .as('ana')
      .does(`/legs/${legs[0]!.id}/hand-over`, { package: { invoice: '1' }, note: 'x', toPersonId: 'bea' });
    const [, offer] = await until(
      'the offer arrives',
      async () => arrivedAt(pushed.path).length > 1 && arrivedAt(pushed.path),
    );
    const shown = pushed.read(offer!);
    await deliver(page, shown);
    await deliver(page, shown);
    expect(await shownOn(page)).toEqual([
      { title: `C-${number}`, body: 'A leg is offered to you. Please answer.', lang: 'en', tag: shown.tag },
    ]);

    // Only a real tap may bring the window to the front as well.
    const [worker] = page.context().serviceWorkers();
    await expect(worker!.evaluate(`open('${shown.path}')`)).rejects.toThrow('Not allowed to focus');
    await page.waitForURL((url) => url.pathname === `/cases/${id}` && url.search.includes('event='));

    await page.getByRole('button', { name: /^Notices/ }).click();
    await theSwitch(page).click();
    await page.getByText('no names').waitFor();
    expect(await subscriptionsOf(page)).toEqual([]);
  });

  it('goes on after signing in again, in the language that is read then, and for nobody else', async () => {
    const { page, pushed } = await noticesOf('bob', 'granted', 'de-DE');
    await theSwitch(page).click();
    await page.getByText('bis Sie sich abmelden').waitFor();
    await page.request.delete('/api/v1/session', { headers: { 'sec-fetch-site': 'same-origin' } });
    const signIn = async (name: string) => {
      const data = { email: `${name}@baton.example`, password: baton.database.password };
      await page.request.post('/api/v1/session', { data, headers: { 'sec-fetch-site': 'same-origin' } });
      await page.goto('/');
      await page.getByRole('banner').waitFor();
    };
    await signIn('pia');
    expect(await subscriptionsOf(page)).toEqual([]);
    await signIn('bob');
    await until('it is on again', async () => (await subscriptionsOf(page)).length === 1);
    const [{ language }] = (await subscriptionsOf(page)) as [{ language: string }];
    expect([language, arrivedAt(pushed.path)]).toEqual(['de', []]);
  });

  it('says how to allow it where the browser forbids it', async () => {
    const { page } = await noticesOf('wim', 'denied');
    await page.getByText('settings of this site').waitFor();
    expect(await theSwitch(page).isDisabled()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });

  it('asks nobody who has not opened their notices, and loads nothing for it', async () => {
    const page = await screens.of('lea');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.getByRole('button', { name: /^Notices/ }).waitFor();
    expect(asked.filter((url) => /push|sw\.js|this-browser/.test(url))).toEqual([]);
    expect(page.context().serviceWorkers()).toEqual([]);
  });
});

/** What stands in the page for the push service of the browser's maker. */
const pushManagerOf = ({ endpoint, publicKey, authSecret }: PushedBrowser['subscription'], permission: string) => `
  let current = null;
  Object.assign(PushManager.prototype, {
    getSubscription: async () => current,
    subscribe: async ({ applicationServerKey }) => {
      const base64 = applicationServerKey.replaceAll('-', '+').replaceAll('_', '/');
      const options = { applicationServerKey: Uint8Array.from(atob(base64), (one) => one.charCodeAt(0)).buffer };
      const toJSON = () => ({ endpoint: '${endpoint}', keys: { p256dh: '${publicKey}', auth: '${authSecret}' } });
      return (current = { options, toJSON, unsubscribe: async () => ((current = null), true) });
    },
  });
  if ('${permission}' === 'denied') Object.defineProperty(Notification, 'permission', { get: () => 'denied' });`;

/** As the browser's maker would hand it over. */
async function deliver(page: Page, shown: Shown): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify(shown),
  });
  await until('it is shown', async () => (await shownOn(page)).length > 0);
  await devtools.detach();
}

const shownOn = (page: Page) =>
  page.evaluate<readonly object[]>(
    `navigator.serviceWorker.ready.then((worker) => worker.getNotifications()).then((shown) =>
      shown.map(({ title, body, lang, tag }) => ({ title, body, lang, tag })))`,
  );

const subscriptionsOf = async (page: Page): Promise<readonly unknown[]> =>
  (await page.request.get('/api/v1/push/subscriptions')).json();
