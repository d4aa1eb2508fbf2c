import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { Screens, startBrowser } from '../../support/browser.js';
import { scriptsOf } from '../../support/first-load.js';
import { type Installation, startInstallation } from '../../support/installation.js';

jest.setTimeout(60_000);

describe('the frame around every page', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  it('fetches at most 200 kB of script, compressed, before the desk can be used', async () => {
    const scripts = await scriptsOf(await screens.of('ana', 'about:blank'));
    expect(scripts.length).toBeGreaterThan(1);
    const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
    if (bytes > 200_000) throw new Error(`${bytes} bytes: ${JSON.stringify(scripts)}`);
  });

  it('finds any case by its words or its number, without a mouse', async () => {
    const { id, number } = await baton.as('ana').opens('refund', { subject: 'Umbrella lost on the ferry' });
    const page = await screens.of('ana', '/cases');
    await page.getByRole('button', { name: /Search/ }).waitFor();
    for (const words of ['umbrella', `C-${number}`]) {
      await page.goto('/cases');
      await page.getByRole('button', { name: /Search/ }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('A case by number or word').pressSequentially(words);
      await page.locator('[data-combobox-selected]', { hasText: 'Umbrella lost' }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/cases/${id}`);
    }
  });

  it('goes to a number that is typed in one go, forgives Escape, and shows where else words stand', async () => {
    const { id, number } = await baton.as('ana').opens('refund', {
      subject: 'Parcel',
      description: 'The kaleidoscope inside is broken.',
    });
    const page = await screens.of('ana', '/cases');
    await page.getByRole('button', { name: /Search/ }).waitFor();
    await page.keyboard.press('Control+k');
    const field = page.getByPlaceholder('A case by number or word');
    await field.pressSequentially('KALEIDO');
    const hit = page.getByRole('option', { name: /Parcel.*Description: The kaleidoscope inside/ });
    await hit.locator('mark', { hasText: /^kaleido$/ }).waitFor(); // What was found for its beginning stands there first.
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'hidden' });

    await page.keyboard.press('Control+k');
    expect(await field.inputValue()).toBe('');
    await field.fill(`C-${number}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${id}`);
  });

  it('keeps what is typed while the search is on its way, in front of what follows', async () => {
    const { id } = await baton.as('ana').opens('refund', { subject: 'Concertina out of tune' });
    const page = await screens.of('ana', '/cases');
    await page.getByRole('button', { name: /Search/ }).waitFor();
    await page.route('**/assets/search-*.js', async (route) => {
      await page.waitForTimeout(1_000);
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('conz');
    await page.keyboard.press('Backspace');
    const field = page.getByPlaceholder('A case by number or word');
    await field.waitFor();
    expect(await page.getByRole('dialog', { name: 'Open a case' }).count()).toBe(0);
    await page.keyboard.type('certina');
    expect(await field.inputValue()).toBe('concertina');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${id}`);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('accordion');
    expect(await field.inputValue()).toBe('accordion');
  });

  it('says what is wrong with a field in the language of the reader', async () => {
    const page = await screens.of('ana', '/', { locale: 'de-DE' });
    await page.getByRole('button', { name: 'Fall eröffnen' }).click();
    const form = page.getByRole('dialog', { name: 'Fall eröffnen' });
    await form.getByLabel('Name').fill('Zoë Öğüt');
    await form.getByLabel('E-Mail').fill('nobody@nowhere');
    await form.getByLabel('Betreff').fill('Doppelt abgebucht');
    await form.getByLabel('Was geschehen ist').fill('Zweimal 49 Euro.');
    await form.getByRole('button', { name: 'Fall eröffnen' }).click();
    await form.getByText('muss eine E-Mail-Adresse sein, etwa ana@mail.example').waitFor();
  });

  it('asks no other host for anything, and nothing fails', async () => {
    const page = await screens.of('olga');
    const foreign: string[] = [];
    const failed: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(baton.url) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    page.on('response', (response) => {
      if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
    });
    page.on('pageerror', (error) => failed.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') failed.push(message.text());
    });
    for (const path of ['/', '/board', '/cases', '/oversight']) {
      await page.goto(path);
      await page.getByRole('navigation', { name: 'Places' }).waitFor();
      await page.waitForTimeout(500);
    }
    expect({ foreign, failed }).toEqual({ foreign: [], failed: [] });
  });

  it('can be installed on a device, with pictures of the sizes that it names', async () => {
    const page = await screens.of('ana');
    const devTools = await page.context().newCDPSession(page);
    const { errors, data } = await devTools.send('Page.getAppManifest');
    expect({ errors, name: (JSON.parse(data!) as { name: string }).name }).toEqual({ errors: [], name: 'Baton' });
    const { installabilityErrors } = await devTools.send('Page.getInstallabilityErrors');
    // The browser of a test keeps nothing, and is told so.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    const { icons } = JSON.parse(data!) as { icons: readonly { src: string; sizes: string }[] };
    for (const { src, sizes } of [...icons, { src: '/apple-touch-icon.png', sizes: '180x180' }]) {
      const picture = await (await page.request.get(src)).body();
      expect(`${src} ${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`).toBe(`${src} ${sizes}`);
    }
  });

  it('says when the connection is lost, and goes on by itself when it is back', async () => {
    const page = await screens.of('ana', '/cases');
    await page.getByRole('navigation', { name: 'Places' }).waitFor();
    const lost = page.getByText('Connection lost');
    const wall = await screens.of('olga', '/oversight?wall=1');
    await wall.getByRole('button', { name: 'Leave the wall' }).waitFor();
    await baton.service.kill9();
    await lost.waitFor();
    await wall.getByText('Connection lost').click({ trial: true }); // It lies over what is no longer so.

    await baton.startService();
    await lost.waitFor({ state: 'detached', timeout: 20_000 });
    const { number } = await baton.as('ana').opens('refund', { subject: 'After the restart' });
    await page.getByText(`C-${number}`).first().waitFor();
    expect(await page.getByText('Baton was renewed.').count()).toBe(0);
  });

  it('asks to be loaded again when the service came back with other pages', async () => {
    const page = await screens.of('ana', '/cases');
    await page.getByRole('navigation', { name: 'Places' }).waitFor();
    await page.route(`${baton.url}/`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace(/index-[\w-]+\.js/, 'index-new.js'),
      });
    });
    await baton.service.kill9();
    await page.getByText('Connection lost').waitFor();
    await baton.startService();
    await page.getByText('Baton was renewed.').waitFor({ timeout: 20_000 });
  });

  it('shows notices of a service of another version, as far as they go', async () => {
    const page = await screens.of('ana', '/');
    const notice = { caseId: '0197a000-0000-7000-8000-000000000000', readAt: null, at: '2026-06-01T08:00:00Z' };
    const said = { text: 'C-1: something new', why: 'some-duty', whyText: 'a duty of tomorrow' };
    const items = [
      { ...notice, ...said, seq: 1, kind: 'of-tomorrow', params: { number: 1 } },
      { ...notice, ...said, seq: 2, kind: 'offer', text: 'C-2: of yesterday' },
      { ...notice, ...said, seq: 3, kind: 'offer', params: { number: 3, subject: 'Half', who: 'Ben' } },
    ];
    await page.route('**/api/v1/notices?**', (route) => route.fulfill({ json: { items, unread: 3, next: null } }));
    await page.reload();
    await page.getByRole('button', { name: 'Notices: 3 unread' }).click();
    const drawer = page.getByRole('dialog', { name: 'Notices' });
    for (const text of ['C-1: something new', 'C-2: of yesterday', /^C-3 Half: Ben offers you/])
      await drawer.getByText(text).waitFor();
  });

  it('goes on when a part of it breaks or is gone, and says what to do', async () => {
    const page = await screens.of('ana', '/');
    await page.getByRole('heading', { name: 'My desk' }).waitFor();
    await page.route('**/assets/notice-drawer-*.js', (route) => route.fulfill({ status: 404 }));
    await page.getByRole('button', { name: /^Notices/ }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'A part of this page could not be fetched' });
    await alert.getByText('For your administrator:').waitFor();
    await page.getByRole('heading', { name: 'My desk' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it.each([
    ['en-GB', 'This could not be shown.', 'If it happens again, tell your administrator', 'Technical details'],
    ['de-DE', 'Das konnte nicht gezeigt werden.', 'sagen Sie es Ihrer Administration', 'Technische Einzelheiten'],
    ['es-ES', 'No se ha podido mostrar.', 'avise a su administración', 'Detalles técnicos'],
  ])(
    'says in plain %s that a page broke, with the technical text folded away',
    async (locale, title, what, technical) => {
      const page = await screens.of('ana', '/', { locale });
      await page.route('**/api/v1/cases?**', (route) =>
        route.fulfill({ json: { items: [null], next: null }, headers: { 'x-request-id': 'the-one-to-look-for' } }),
      );
      await page.goto('/cases');
      await page.getByRole('heading', { name: title }).waitFor();
      const alert = page.getByRole('alert');
      await alert.getByText(new RegExp(what, 'i')).waitFor();
      await alert.getByText(/, \S+ the-one-to-look-for$/).waitFor();
      const details = alert.getByText('TypeError');
      expect(await details.isVisible()).toBe(false);
      await alert.getByText(technical).click();
      expect(await details.isVisible()).toBe(true);
    },
  );

  it('reads a list that could not be read as soon as there is news', async () => {
    const page = await screens.of('ana');
    await page.route('**/api/v1/cases?**', (route) => route.abort());
    await page.goto('/cases');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.unroute('**/api/v1/cases?**');
    const { number } = await baton.as('ana').opens('refund', { subject: 'After a failure' });
    await page.getByText(`C-${number}`).first().waitFor();
  });
});
