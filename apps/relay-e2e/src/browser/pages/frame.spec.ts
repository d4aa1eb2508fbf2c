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
    await hit.waitFor();
    expect(await hit.locator('mark').innerText()).toBe('kaleido');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'hidden' });

    await page.keyboard.press('Control+k');
    expect(await field.inputValue()).toBe('');
    await field.fill(`C-${number}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${id}`);
  });

  it('takes what is typed while the search is on its way for no keys', async () => {
    const page = await screens.of('ana', '/cases');
    await page.getByRole('button', { name: /Search/ }).waitFor();
    await page.route('**/assets/search-*.js', async (route) => {
      await page.waitForTimeout(1_000);
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('c');
    await page.getByPlaceholder('A case by number or word').waitFor();
    expect(await page.getByRole('dialog', { name: 'Open a case' }).count()).toBe(0);
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
    await baton.service.kill9();
    await lost.waitFor();

    await baton.startService();
    await lost.waitFor({ state: 'detached', timeout: 20_000 });
    const { number } = await baton.as('ana').opens('refund', { subject: 'After the restart' });
    await page.getByText(`C-${number}`).first().waitFor();
  });

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
