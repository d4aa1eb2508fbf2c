import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { axeFindings, faintTexts, isTooWide } from '../../support/accessibility.js';
import { Screens, startBrowser } from '../../support/browser.js';
import { batonDoes } from '../../support/command-line.js';
import { type Installation, startInstallation } from '../../support/installation.js';

jest.setTimeout(120_000);

const DORA = 'dora@demo.example';

describe('the first run, and the manners of the frame', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([
      startInstallation({ workers: 0, settings: { DEMO_VISITORS: DORA } }),
      startBrowser(),
    ]);
    const person = ['--email', DORA, '--name', 'Dora', '--role', 'agent', '--department', 'frontline'];
    await batonDoes(baton.database.url, 'user', 'create', ...person);
    screens = new Screens(browser, baton);
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const places = (page: Page) => page.getByRole('navigation', { name: 'Places' });
  const desk = (page: Page) => page.getByRole('heading', { name: 'My desk' });

  it('lets a visitor of the demo in with one click, and shows her around once', async () => {
    const page = await screens.empty({ width: 360, height: 740 });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Dora, frontline agent' }).click();
    await desk(page).waitFor();
    await page.getByRole('button', { name: 'Show me' }).click();
    const popover = page.getByRole('dialog');
    for (const title of ['Your desk', 'A customer calls', 'Yours to the end', 'Find anything', 'As you like it']) {
      await popover.getByText(title).waitFor();
      expect(await isTooWide(page)).toBe(false);
      await popover.locator('button:focus').waitFor(); // Only then it listens.
      await page.keyboard.press('ArrowRight');
    }
    await popover.waitFor({ state: 'detached' });
    await page.reload();
    await desk(page).waitFor();
    expect(await page.getByText('New here?').count()).toBe(0);

    await page.getByRole('button', { name: 'Dora' }).click();
    await page.getByRole('menuitem', { name: 'Take the tour' }).click();
    await popover.getByText('Your desk').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
  });

  it('asks to sign in again in place when the session has ended, and keeps what was typed', async () => {
    const page = await screens.of('lea');
    await desk(page).waitFor();
    await page.keyboard.press('c');
    const form = page.getByRole('dialog', { name: 'Open a case' });
    await form.getByLabel('Name').fill('Zoë Öğüt');
    await form.getByLabel('Subject').fill('Typed before the session ended');
    await form.getByLabel('What happened').fill('It rang twice.');
    await baton.database.query(`DELETE FROM session WHERE person_id = 'lea'`);
    await form.getByRole('button', { name: 'Open the case' }).click();

    const again = page.getByRole('dialog', { name: 'Your session has ended' });
    await again.locator('input[autocomplete="current-password"]').fill(baton.database.password);
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await again.waitFor({ state: 'detached' });
    expect(await form.getByLabel('Subject').inputValue()).toBe('Typed before the session ended');
    await form.getByRole('button', { name: 'Open the case' }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: 'Typed before the session ended' }).waitFor();
  });

  it('says times in the zone of the person, and names it where the browser is somewhere else', async () => {
    const { id } = await baton.as('ana').opens('refund', { subject: 'A time to read' });
    const page = await screens.of('ana', `/cases/${id}`); // She lives in UTC; her browser is in Berlin.
    const time = page.locator('time').first();
    await time.waitFor();
    const at = new Date((await time.getAttribute('datetime'))!);
    expect(await time.getAttribute('title')).toContain(`${at.toISOString().slice(11, 16)} UTC`);
  });

  it('shows the keys that work here, and they do', async () => {
    const page = await screens.of('olga', '/cases');
    await page.getByRole('heading', { name: 'Cases', exact: true }).waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    const keysOf = async (table: string) => {
      const keys = await help.getByRole('table', { name: table }).getByRole('rowheader').allInnerTexts();
      return keys.map((key) => key.replace(/\s+/g, ' ').trim());
    };
    await help.waitFor();
    expect(await keysOf('On this page')).toEqual(expect.arrayContaining(['j', 'k', 'f']));
    const everywhere = await keysOf('Everywhere');
    expect(everywhere).toEqual(expect.arrayContaining(['g d', 'g o', 'Ctrl K', 'c', 'n', '?']));
    expect(everywhere).not.toContain('g a');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });

    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL('**/oversight');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /Show notices/ }).click();
    await page.getByRole('dialog', { name: 'Notices' }).waitFor();
  });

  it.each(['light', 'dark'] as const)('keeps texts far from their ground in high contrast, %s', async (colorScheme) => {
    const { id } = await baton.as('ana').opens('refund', { subject: 'Seen clearly' });
    const page = await screens.of('olga', '/', { colorScheme, contrast: 'more' });
    for (const path of ['/', '/oversight', '/cases', `/cases/${id}`]) {
      await page.goto(path);
      await page.locator('#main h1, #main h2').first().waitFor();
      expect(await faintTexts(page)).toEqual([]);
    }
  });

  it('lets one choose high contrast, and remembers it', async () => {
    const page = await screens.of('wim');
    await page.getByRole('button', { name: 'Wim', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'High contrast' }).click();
    await page.reload();
    await places(page).waitFor();
    expect(await page.locator('html').getAttribute('data-contrast')).toBe('high');
  });

  it('says within the frame what is not there; out of reach, it does not ask to sign in', async () => {
    const page = await screens.of('ana', '/nowhere');
    await page.getByRole('heading', { name: 'This page does not exist.' }).waitFor();
    expect(await places(page).count()).toBe(1);

    for (const path of ['/oversight', '/admin', '/admin/people']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'You may not see this page.' }).waitFor();
      expect(await page.title()).toBe('You may not see this page. · Baton');
      expect(await places(page).count()).toBe(1);
    }
    await page.goto('/cases/0197a000-0000-7000-8000-000000000000');
    await page.getByRole('heading', { name: 'This case cannot be shown.' }).waitFor();
    await page.getByRole('link', { name: 'To the desk' }).click();
    await page.getByRole('heading', { name: 'My desk' }).waitFor();

    await page.route('**/api/v1/me', (route) => route.abort());
    await page.goto('/cases');
    await page.getByRole('heading', { name: 'This could not be shown.' }).waitFor({ timeout: 20_000 });
    expect(page.url()).toContain('/cases');
  });

  it('offers nothing of the demo to anybody where there is none', async () => {
    await baton.service.kill9();
    baton.service.set({ DEMO_VISITORS: '' });
    await baton.startService();
    const page = await screens.empty();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await page.getByText('Look around').count()).toBe(0);
    const refused = await page.request.post('/api/v1/demo/session', { data: { personId: DORA } });
    expect(refused.status()).toBe(403);
  });
});
