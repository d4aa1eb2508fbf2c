import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { axeFindings, isTooWide } from '../../support/accessibility.js';
import { Screens, startBrowser } from '../../support/browser.js';
import { emailOf } from '../../support/company.js';
import { type Installation, startInstallation } from '../../support/installation.js';

jest.setTimeout(120_000);

/** Administrators at the editors of the company. */
describe('administration in the browser', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let ada: Page;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    ada = await screens.of('admin', '/admin/journeys');
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const go = (page: Page, tab: string) =>
    page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: tab }).click();
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const text = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const choose = async (page: Page, label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const isSaved = (page: Page) => page.getByText('Saved', { exact: true }).first().waitFor();
  const legs = (page: Page) => page.locator('.sortable-row strong').allInnerTexts();

  it('moves a leg with the keyboard alone: the focus goes along, and what would be refused is said before it is saved', async () => {
    await ada.getByRole('link', { name: 'repair' }).click();
    const down = button(ada, 'Move Check the cover down');
    await down.focus();
    await ada.keyboard.press('Alt+ArrowDown');
    await ada.getByText('Check the cover is number 3 of 5 now').waitFor();
    await ada.keyboard.press('Enter');
    await ada.keyboard.press('Enter');
    await ada.getByText('A journey ends with one leg of a frontline department.').waitFor();
    expect((await legs(ada)).at(-1)).toBe('4. Check the cover');
    await ada.keyboard.press('Enter'); // There is no place after the last one; the focus stays.
    await ada.keyboard.press('Alt+ArrowUp');
    expect(await ada.locator(':focus').getAttribute('aria-label')).toBe('Move Check the cover down');
    expect(await legs(ada)).toEqual([
      '1. Take the call',
      '2. Mend it',
      '2. Get the part',
      '3. Check the cover',
      '4. Tell the customer',
    ]);
  });

  it('keeps the budget in sight while a leg is edited, and saves a new version', async () => {
    await ada.getByText('P1: 32 hr to spare').waitFor();
    await text(ada, 'Target').fill('40');
    await ada.getByText('P1: 4 hr too long').waitFor();
    await text(ada, 'Target').fill('2');
    await ada.getByText('P1: 34 hr to spare').waitFor();
    await ada.keyboard.press('Control+s');
    await isSaved(ada);
    await ada.getByText('version 2').waitFor();
    const [saved] = await baton.database.query<{ steps: string }>(
      `SELECT string_agg(leg->>'step' || ' ' || (leg->>'name'), ', ') AS steps
       FROM journey_template, jsonb_array_elements(legs) leg WHERE id = 'repair' AND version = 2`,
    );
    expect(saved!.steps).toBe('1 Take the call, 2 Mend it, 2 Get the part, 3 Check the cover, 4 Tell the customer');
  });

  it('overwrites nothing that another administrator saved, and loses nothing that was typed', async () => {
    const other = await screens.of('admin', '/admin/journeys/repair');
    await text(ada, 'Name').first().fill('Repair at home');
    await text(other, 'Name').first().fill('Repairs');
    await button(other, 'Save').click();
    await isSaved(other);

    await button(ada, 'Save').click();
    await ada.getByText('Somebody changed this since you read it.').waitFor();
    ada.once('dialog', (question) => void question.dismiss());
    await go(ada, 'People');
    expect(await text(ada, 'Name').first().inputValue()).toBe('Repair at home');
    await button(ada, 'Save mine over the newer version').click();
    await ada.getByText('version 4').waitFor();

    await text(other, 'Name').first().fill('Mending');
    await button(other, 'Save').click();
    await button(other, 'Take the newer version').click();
    expect(await text(other, 'Name').first().inputValue()).toBe('Repair at home');
    expect(await button(other, 'Save').isDisabled()).toBe(true);
  });

  it('shows the month of a calendar that is being written, and what is due in it', async () => {
    await go(ada, 'Calendars');
    await ada.getByRole('link', { name: 'New calendar' }).click();
    await text(ada, 'Name').fill('New'); // Not the address of what is new.
    await choose(ada, 'Time zone', 'UTC');
    const open = ada.getByRole('list', { name: 'Open hours by day' }).getByText('09:00–17:00');
    await open.first().waitFor();
    const weekdays = await open.count();
    await button(ada, 'Add hours: Saturday').click();
    await open.nth(weekdays).waitFor();
    await ada.getByLabel('Starts').fill('2027-01-08T16:00'); // A Friday.
    await text(ada, 'Open time it takes').fill('9');
    await ada.getByText(/Saturday,? 9 January 2027 at 17:00/).waitFor(); // One hour on Friday, eight on Saturday.
    await button(ada, 'Save').click();
    await ada.waitForURL('**/admin/calendars/new-2');
  });

  it('simulates when a ladder would be climbed, after a rung is moved as well', async () => {
    await go(ada, 'Escalation');
    await ada.getByRole('link', { name: 'New ladder' }).click();
    await text(ada, 'Name').fill('Nothing moves');
    await button(ada, 'Add a rung').click();
    await ada.getByLabel('Set off at').fill('2027-01-08T17:00');
    const climb = ada.locator('.climb li');
    await climb
      .nth(2)
      .getByText(/Fri,? 8 Jan,? 18:00/)
      .waitFor();
    expect(await climb.nth(2).innerText()).toContain('ask: the duty lead');
    await text(ada, 'After (rung 2)').focus();
    await ada.keyboard.press('Alt+ArrowUp');
    await ada.getByText('the duty lead is number 1 of 2 now').waitFor();
    expect(await text(ada, 'After (rung 1)').inputValue()).toBe('1');
    await ada.keyboard.press('Alt+ArrowDown');
    await button(ada, 'Save').click();
    await ada.waitForURL('**/admin/ladders/nothing-moves');
  });

  it('makes a person, whose presence is not lost unasked', async () => {
    await go(ada, 'People');
    await ada.getByRole('link', { name: 'New person' }).click();
    await text(ada, 'Name').fill('Zoë');
    await text(ada, 'E-mail').fill('ana@baton.example');
    await button(ada, 'Save').click();
    await ada.getByText('Somebody else signs in with this address. Use another one.').waitFor();
    await text(ada, 'E-mail').fill('zoe@baton.example');
    await button(ada, 'Save').click();
    await ada.waitForURL('**/admin/people/zoe');
    await button(ada, 'Add an absence').click();
    ada.once('dialog', (question) => void question.dismiss());
    await go(ada, 'People');
    await button(ada, 'Save presence').click();
    await ada.locator('button:disabled:not([data-loading])', { hasText: 'Save presence' }).waitFor();
    await go(ada, 'People');
    await ada.getByRole('link', { name: 'Zoë' }).waitFor();
  });

  it('makes a token that is shown once, and ends it', async () => {
    await go(ada, 'Access');
    await button(ada, 'Make a token').click();
    await text(ada, 'What it is for').fill('Nightly report');
    await ada.keyboard.press('Enter');
    const secret = await ada.getByTestId('secret').innerText();
    const asks = () => fetch(`${baton.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await asks()).status).toBe(200);
    await button(ada, 'Close').last().click();
    await button(ada, 'End the token Nightly report').click();
    await ada.getByText('ended', { exact: true }).waitFor();
    expect(await ada.content()).not.toContain(secret);
    expect((await asks()).status).toBe(401);
  });

  it('ends the session of somebody else, at once', async () => {
    const ana = await screens.of('ana');
    await ana.getByRole('heading', { name: 'My desk' }).waitFor();
    await ada.getByRole('switch', { name: 'Show those of everyone' }).click();
    await button(ada, 'End the session of Ana').click();
    await button(ada, 'End the session of Ana').waitFor({ state: 'detached' });
    await ana.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  });

  it('lets somebody in with a password of their own', async () => {
    await ada.goto('/admin/people/lou');
    await button(ada, 'New password for Lou').click();
    await button(ada, 'Make the password').click();
    const made = await ada.getByTestId('secret').innerText();
    await ada.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

    const comesIn = async (password: string) => {
      const page = await screens.empty({ width: 360, height: 740 });
      await page.goto('/sign-in');
      await page.getByLabel('E-mail').fill(emailOf('lou'));
      await page.locator('input[autocomplete="current-password"]').fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'My desk' }).waitFor();
      return page;
    };
    const lou = await comesIn(made);
    await lou.getByRole('button', { name: 'Lou' }).click();
    await lou.getByRole('menuitem', { name: 'Change password' }).click();
    await lou.getByRole('textbox', { name: 'Current password' }).fill('not this one');
    await lou.getByRole('textbox', { name: 'New password' }).fill('short');
    await lou.keyboard.press('Enter');
    await lou.getByText('Use at least 10 characters.').waitFor();
    await lou.getByRole('textbox', { name: 'New password' }).fill('a sentence that Lou remembers');
    await lou.keyboard.press('Enter');
    await lou.getByText('The current password is wrong.').waitFor();
    await lou.getByRole('textbox', { name: 'Current password' }).fill(made);
    expect(await axeFindings(lou)).toEqual([]);
    await lou.keyboard.press('Enter');
    await lou.getByText('Your password is changed.').waitFor();
    await lou.reload(); // Here one stays signed in.
    await lou.getByRole('heading', { name: 'My desk' }).waitFor();
    await comesIn('a sentence that Lou remembers');
  });

  it('shows who did all this in the audit, where nobody can change it', async () => {
    await go(ada, 'Audit');
    await ada.locator('label', { hasText: 'Administration' }).click();
    const entries = ada.getByRole('table').getByRole('row');
    await entries.nth(1).waitFor();
    const seen = (await entries.allInnerTexts()).map((entry) => entry.split('\t').slice(1).join(' '));
    expect(seen.slice(1, 12)).toEqual([
      'Lou set a password Lou',
      'Ada set a password Lou',
      'Ada ended a session Ana',
      'Ada ended a token Nightly report',
      'Ada made a token Nightly report',
      'Ada saved a person Zoë',
      'Ada saved a ladder Nothing moves version 1',
      'Ada saved a calendar New version 1',
      'Ada saved a journey Repair at home version 4',
      'Ada saved a journey Repairs version 3',
      'Ada saved a journey repair version 2',
    ]);
    await entries.getByRole('link', { name: 'Repair at home' }).click();
    await ada.waitForURL('**/admin/journeys/repair');
    await expect(baton.database.query('DELETE FROM administration_event')).rejects.toThrow('append-only');
  });

  it('shows on a phone what can be done about a session', async () => {
    const phone = await screens.of('admin', '/admin/access', { width: 360, height: 740 });
    const { x, width } = (await phone.getByText('this one', { exact: true }).boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(360);
    expect({ wide: await isTooWide(phone), findings: await axeFindings(phone) }).toEqual({ wide: false, findings: [] });
  });

  it.each([
    ['on a desk', { colorScheme: 'dark' }, ['journeys/repair', 'audit?of=administration']],
    ['on a phone', { colorScheme: 'light', width: 360, height: 740 }, ['journeys/repair', 'calendars/always']],
  ] as const)('can be used by everybody, %s', async (_, looks, paths) => {
    const page = await screens.of('admin', '/admin/journeys', looks);
    for (const path of paths) {
      await page.goto(`/admin/${path}`);
      await page.locator('#main').getByRole('heading', { level: 2 }).first().waitFor();
      const found = { path, findings: await axeFindings(page), isTooWide: await isTooWide(page) };
      expect(found).toEqual({ path, findings: [], isTooWide: false });
    }
  });
});
