import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

import { axeFindings, isTooWide } from '../../support/accessibility.js';
import { Screens, startBrowser, type Visitor } from '../../support/browser.js';
import { type Installation, startInstallation } from '../../support/installation.js';

jest.setTimeout(60_000);

const PAGES: readonly (readonly [name: string, who: Visitor | undefined, path: string])[] = [
  ['sign-in', undefined, '/sign-in'],
  ['desk', 'ana', '/'],
  ['case', 'ana', '/cases/:case'],
  ['offered case', 'bea', '/cases/:offered'],
  ['case list', 'ana', '/cases'],
  ['department board', 'lou', '/board'],
  ['oversight', 'olga', '/oversight'],
  ['oversight on the wall', 'olga', '/oversight?wall=1'],
  ['journeys', 'admin', '/admin/journeys'],
  ['journey', 'admin', '/admin/journeys/repair'],
  ['calendar', 'admin', '/admin/calendars/always'],
  ['ladders', 'admin', '/admin/ladders'],
  ['department', 'admin', '/admin/departments/billing'],
  ['person', 'admin', '/admin/people/bea'],
  ['access', 'admin', '/admin/access'],
  ['audit', 'admin', '/admin/audit'],
  ['tracker', undefined, ':tracker'],
  ['no such page', 'ana', '/nowhere'],
  ['no such case', 'ana', '/cases/0197a000-0000-7000-8000-000000000000'],
  ['page of another role', 'ana', '/admin'],
];

const COLOUR_SCHEMES = ['light', 'dark'] as const;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };

/** Every page in light and dark, on a desk and on a phone; each is opened once. BATON_PICTURES names a folder that keeps what was seen. */
describe('every page', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  const windows = new Map<Visitor | undefined, Page>();
  const ids = { case: '', offered: '', tracker: '' };

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation(), startBrowser()]);
    screens = new Screens(browser, baton);
    const ana = baton.as('ana');
    ids.case = (await ana.opens('repair', { priority: 'P2' })).id;
    const offered = await ana.opens('refund', { subject: 'Charged twice in October' });
    ids.offered = offered.id;
    await ana.does(`/legs/${offered.legs[0]!.id}/hand-over`, {
      package: { invoice: '4711' },
      note: 'Please pay it back',
    });
    const { body: link } = await ana.post<{ url: string }>(`/cases/${ids.case}/tracker-link`);
    ids.tracker = new URL(link.url).pathname;
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const pageOf = async (who: Visitor | undefined): Promise<Page> => {
    const page = windows.get(who) ?? (await (who ? screens.of(who) : screens.empty()));
    windows.set(who, page);
    return page;
  };

  it.each(PAGES)('%s: can be read by everybody', async (name, who, path) => {
    const page = await pageOf(who);
    await page.setViewportSize(DESK);
    await page.goto(path.replace(/:(\w+)/, (_, id: keyof typeof ids) => ids[id]));
    await isThere(page);
    for (const colorScheme of COLOUR_SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await keepPicture(page, `${name}-${colorScheme}-${DESK.width}`);
      expect({ colorScheme, findings: await axeFindings(page) }).toEqual({ colorScheme, findings: [] });
    }
    await page.setViewportSize(PHONE);
    expect(await isTooWide(page)).toBe(false);
    for (const colorScheme of COLOUR_SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await keepPicture(page, `${name}-${colorScheme}-${PHONE.width}`);
    }
  });

  it('the offer to take back: can be read by everybody', async () => {
    const page = await screens.of('ana', `/cases/${ids.case}`, DESK);
    await page.getByRole('button', { name: /^Note/ }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('The number is on the back');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size);
      for (const colorScheme of COLOUR_SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await keepPicture(page, `undo-${colorScheme}-${size.width}`);
        const found = { ...size, colorScheme, findings: await axeFindings(page), isTooWide: await isTooWide(page) };
        expect(found).toEqual({ ...size, colorScheme, findings: [], isTooWide: false });
      }
    }
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Undo' }).isVisible()).toBe(true); // All this took less than its minute.
  });
});

/** Waits until the page has shown what it was asked for. */
async function isThere(page: Page): Promise<void> {
  await page.locator('main').first().waitFor();
  await page.getByRole('status', { name: 'Loading …' }).first().waitFor({ state: 'detached' });
  await page.waitForTimeout(300);
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['BATON_PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replaceAll(' ', '-')}.png`) });
}
