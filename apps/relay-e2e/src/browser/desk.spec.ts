import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';

import { axeFindings, isTooWide } from '../support/accessibility.js';
import { Screens, startBrowser } from '../support/browser.js';
import { type Installation, startInstallation } from '../support/installation.js';

jest.setTimeout(60_000);

/** The desk of somebody who has more than it shows at once. The steps build on each other. */
describe('a full desk', () => {
  const CASES = 27;
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let page: Page;
  let legs: Locator;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    for (let at = 1; at <= CASES; at++) await baton.as('ana').opens('refund', { subject: `Parcel ${at} never came` });
    page = await screens.of('ana', '/');
    legs = page.getByRole('region', { name: 'My legs' });
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const more = () => legs.getByRole('button', { name: 'Show more of “My legs”' });

  it('shows what is most urgent of each list, and says that there is more', async () => {
    await more().waitFor();
    expect(await legs.getByRole('listitem').count()).toBe(25);
    expect(await legs.getByText('25+').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('shows the rest where it ended, by keyboard, on a phone as well', async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    await more().focus();
    await page.keyboard.press('Enter');
    await more().waitFor({ state: 'detached' });
    expect(await legs.getByRole('listitem').count()).toBe(CASES);
    const next = await legs.getByRole('listitem').nth(25).getByRole('link').textContent();
    expect(await page.evaluate('document.activeElement?.textContent')).toBe(next);
    expect(await axeFindings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });

  it('leads to all of one’s cases in the list', async () => {
    await page.getByRole('link', { name: 'All of them in the list of cases' }).click();
    await page.waitForURL(/\/cases\?.*ownerId=me/);
    await page.getByText('Parcel 1 never came').first().waitFor();
  });
});
