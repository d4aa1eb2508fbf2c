import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { Screens, startBrowser } from '../../support/browser.js';
import { type Installation, startInstallation } from '../../support/installation.js';
import { until } from '../../support/until.js';

jest.setTimeout(60_000);

/** More than the list reads anew by itself. */
const CASES = 260;

/** The list of cases, for whoever works through it: into a case and back again. */
describe('going back to the list of cases', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let page: Page;
  let reads: URLSearchParams[];
  const ids = new Map<number, string>();
  /** The newest stand first: one has to scroll to this one. */
  const far = (step: number) => [...ids.keys()][20 + step]!;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    for (let count = 0; count < CASES; count++) {
      const { id, number } = await baton.as('ana').opens('refund', { subject: `Call ${count}` });
      ids.set(number, id);
    }
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const row = (number: number) => page.getByRole('row', { name: new RegExp(`C-${number}\\b`) });
  const top = async (number: number) => Math.round((await row(number).boundingBox())!.y);
  const list = () => page.getByRole('heading', { name: 'Cases', level: 1 }).waitFor();
  /** Scrolls until the row is in sight, as one reads. */
  const scrollTo = (number: number) =>
    until(`C-${number} is in sight`, async () => {
      if (await row(number).isVisible()) {
        await row(number).scrollIntoViewIfNeeded();
        return true;
      }
      await page.mouse.wheel(0, 3_000);
      return false;
    });
  it.each([
    ['wide', 0, { width: 1440, height: 900 }],
    ['narrow', 1, { width: 360, height: 740 }],
  ])('finds the place as it was left, on a %s screen', async (_, step, size) => {
    const number = far(step);
    page = await screens.of('olga', '/cases?view=all', size);
    await page.locator('[data-row]').first().waitFor();
    await page.mouse.move(size.width / 2, size.height / 2);
    await scrollTo(number);
    await page.waitForTimeout(500);
    const before = await top(number);
    reads = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/api/v1/cases') reads.push(url.searchParams);
    });
    await row(number).getByRole('link').click();
    await page.getByRole('region', { name: 'Relay' }).waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
    await baton.as('ana').does(`/cases/${ids.get(number)}/cancel`, { reason: 'found again' });
    const news = await baton.as('bea').opens('refund', { subject: `Glove in the snow, ${size.width}` });
    await page.waitForTimeout(500);
    await page.goBack();
    await list();
    await until('the row stands where it stood', async () => Math.abs((await top(number)) - before) <= 2);
    await row(number).getByText('cancelled').waitFor();
    await page.getByRole('button', { name: '1 new case in this list' }).waitFor();
    expect(Math.abs((await top(number)) - before)).toBeLessThanOrEqual(2);
    expect(reads.filter((query) => !query.has('id')).map(String)).toEqual([]);

    await page.getByRole('button', { name: '1 new case in this list' }).click();
    await row(news.number).waitFor();
    await page.context().close();
  });

  it('begins at the beginning for whoever comes by a link', async () => {
    page = await screens.of('olga', '/cases?view=all');
    await page.locator('[data-row]').first().waitFor();
    await page.mouse.move(700, 450);
    await scrollTo(far(2));
    await row(far(2)).getByRole('link').click();
    await page.getByRole('region', { name: 'Relay' }).waitFor();
    await page.getByRole('link', { name: 'Cases', exact: true }).click();
    await list();
    await page.getByText('Glove in the snow, 360').waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
  });
});
