import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { isTooWide } from '../support/accessibility.js';
import { Screens, startBrowser } from '../support/browser.js';
import { emailOf } from '../support/company.js';
import { type Installation, startInstallation } from '../support/installation.js';

jest.setTimeout(60_000);

/** A customer is on the phone: what goes wrong while a case is written down costs nobody a word. */
describe('writing a case down', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let ana: Page;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    ana = await screens.of('ana');
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const form = (page: Page) => page.getByRole('dialog').filter({ hasText: 'Open a case' });
  const begin = async (page: Page) => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('c');
    await form(page).getByLabel('Name').waitFor();
  };
  const send = (page: Page) => form(page).getByRole('button', { name: 'Open the case' }).click();
  const focused = (page: Page) => page.locator(':focus').getAttribute('data-path');

  it('leads to the first thing that is missing or wrong', async () => {
    await begin(ana);
    await form(ana).getByLabel('What happened').fill('The line is dead.');
    await send(ana);
    await form(ana).getByText('Please fill this in.').first().waitFor();
    expect(await focused(ana)).toBe('requester.name');
    await form(ana).getByLabel('Name').fill('Zoë Öğüt');
    await form(ana).getByLabel('Subject').fill('No line');
    await form(ana).getByLabel('E-mail').fill('nonsense');
    await send(ana);
    await form(ana).getByText('must be an e-mail address').first().waitFor();
    expect(await focused(ana)).toBe('requester.email');
  });

  it('goes on where it was after the page was loaded anew', async () => {
    await ana.reload();
    await begin(ana);
    expect(await form(ana).getByLabel('Name').inputValue()).toBe('Zoë Öğüt');
    expect(await form(ana).getByLabel('What happened').inputValue()).toBe('The line is dead.');
  });

  it('promises once, though the answer was lost on its way and the promise is sent again', async () => {
    await form(ana).getByLabel('E-mail').fill('');
    await form(ana).getByRole('combobox', { name: 'By when' }).click();
    await ana.getByRole('option', { name: 'Within the hour' }).click();
    await ana.route('**/promises', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await send(ana);
    await form(ana).getByText('the promise is not written down yet').waitFor();
    await ana.unroute('**/promises');
    await form(ana).getByRole('button', { name: 'Write the promise down' }).click();
    await ana.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    const [id] = /[0-9a-f-]{36}/.exec(ana.url())!;
    expect((await baton.as('ana').reads(id)).promises).toHaveLength(1);
    await form(ana).waitFor({ state: 'hidden' });
    await begin(ana);
    expect(await form(ana).getByLabel('Name').inputValue()).toBe('');
  });

  it('shows what is half written to nobody who signs in next in the same tab', async () => {
    await form(ana).getByLabel('What happened').fill('For Ana’s eyes only');
    await ana.context().clearCookies();
    await ana.goto('/sign-in');
    await ana.getByLabel('E-mail').fill(emailOf('pia'));
    await ana.locator('input[autocomplete="current-password"]').fill(baton.database.password);
    await ana.keyboard.press('Enter');
    await ana.getByRole('button', { name: 'Pia' }).waitFor();
    await begin(ana);
    expect(await form(ana).getByLabel('What happened').inputValue()).toBe('');
  });

  it('reads from right to left what is written so, and nothing else', async () => {
    const page = await screens.of('ana');
    await begin(page);
    await form(page).getByLabel('Name').fill('سمية');
    await form(page).getByLabel('Subject').fill('لا يعمل منذ أمس!');
    await form(page).getByLabel('What happened').fill('مرحبا');
    await send(page);
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    const subject = page.getByRole('heading', { level: 1, name: /منذ أمس/ });
    await subject.waitFor();
    const [first, last] = await subject.evaluate((heading) => {
      const text = heading.firstChild!;
      const leftOf = (from: number) => {
        const range = heading.ownerDocument.createRange();
        range.setStart(text, from);
        range.setEnd(text, from + 1);
        return range.getBoundingClientRect().left;
      };
      return [leftOf(0), leftOf(text.textContent!.length - 1)];
    });
    expect(last).toBeLessThan(first!);
    await page.goto('/');
    const row = page.getByRole('link', { name: /منذ أمس/ }).first();
    const [number, words] = await row.evaluate((link) =>
      [link.firstElementChild!, link.querySelector('bdi')!].map((part) => part.getBoundingClientRect().left),
    );
    expect(number).toBeLessThan(words!);
  });

  it('breaks a word as long as the page, and folds what would push the relay out of sight', async () => {
    const word = 'Donaudampfschifffahrt'.repeat(9);
    const page = await screens.of('ana', '/', { width: 360, height: 740 });
    await page.getByRole('button', { name: 'Open a case' }).click();
    await form(page).getByLabel('Name').fill(word);
    await form(page).getByLabel('Subject').fill(word);
    await form(page).getByLabel('What happened').fill(`${word}\n`.repeat(12));
    await send(page);
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { level: 1, name: word }).waitFor();
    await page.getByRole('button', { name: 'Show all of it' }).click();
    await page.getByRole('button', { name: 'Show less' }).waitFor();
    expect(await isTooWide(page)).toBe(false);
  });

  it('says of an address that is no case’s what it says where there is none', async () => {
    const page = await screens.of('ana', '/cases/mistyped');
    await page.getByRole('heading', { name: 'This case cannot be shown.' }).waitFor();
    await page.getByRole('link', { name: 'To the desk' }).waitFor();
  });
});
