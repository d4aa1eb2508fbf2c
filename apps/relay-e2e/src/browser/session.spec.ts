import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { Screens, startBrowser } from '../support/browser.js';
import { emailOf, type Name } from '../support/company.js';
import { type Installation, startInstallation } from '../support/installation.js';

jest.setTimeout(60_000);

describe('coming in', () => {
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

  const signIn = async (page: Page, name: Name, password: string) => {
    await page.getByLabel('E-mail').fill(emailOf(name));
    await page.locator('input[autocomplete="current-password"]').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  const placesOf = (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link').allInnerTexts();

  it.each<[Name, readonly string[]]>([
    ['ana', ['Desk', 'Department', 'Cases']],
    ['lou', ['Desk', 'Department', 'Cases', 'Oversight']],
    ['olga', ['Desk', 'Department', 'Cases', 'Oversight']],
  ])('%s signs in and sees the places of her work', async (name, places) => {
    const page = await screens.empty();
    await page.goto('/');
    await signIn(page, name, baton.database.password);
    await page.getByRole('navigation', { name: 'Places' }).waitFor();
    expect(await placesOf(page)).toEqual(places);
  });

  it('says what is wrong, and leaves the address as typed', async () => {
    const page = await screens.empty();
    await page.goto('/sign-in');
    await signIn(page, 'bea', 'not her password');
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(emailOf('bea'));
  });

  it('leads to where one wanted to go, and nowhere else', async () => {
    const page = await screens.empty();
    await page.goto('/cases?status=open');
    await page.waitForURL(/sign-in/);
    await signIn(page, 'wim', baton.database.password);
    await page.waitForURL((url) => url.pathname === '/cases' && url.search.includes('status=open'));

    const lured = await screens.empty();
    await lured.goto('/sign-in?to=//evil.example/');
    await signIn(lured, 'pia', baton.database.password);
    await lured.getByRole('navigation', { name: 'Places' }).waitFor();
    expect(new URL(lured.url()).origin).toBe(baton.url);
  });

  it('speaks German and Spanish to whose browser does, and changes when told to', async () => {
    const german = await screens.empty({ locale: 'de-DE' });
    await german.goto('/sign-in');
    await german.getByRole('button', { name: 'Anmelden', exact: true }).waitFor();
    const spanish = await screens.empty({ locale: 'es-MX' });
    await spanish.goto('/sign-in');
    await spanish.locator('html[lang=es]').waitFor();

    const page = await screens.of('ana');
    await page.getByRole('button', { name: 'Ana', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await page.getByRole('link', { name: 'Fälle' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });

  it('ends with the session', async () => {
    const page = await screens.empty();
    await page.goto('/');
    await signIn(page, 'bob', baton.database.password);
    await page.getByRole('button', { name: 'Bob', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/sign-in/);
    await page.goto('/cases');
    await page.waitForURL(/sign-in/);
  });
});
