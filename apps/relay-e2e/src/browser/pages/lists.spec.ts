import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { axeFindings, isTooWide } from '../../support/accessibility.js';
import { Screens, startBrowser } from '../../support/browser.js';
import { type Installation, startInstallation } from '../../support/installation.js';
import { until } from '../../support/until.js';

jest.setTimeout(60_000);

/** The list of cases and its views. The steps build on each other. */
describe('the list of cases', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let ana: Page;
  let lea: Page;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    for (const [who, subject, priority] of [
      ['ana', 'Umbrella lost on the ferry', 'P1'],
      ['ana', 'Bicycle left at the station', 'P3'],
      ['lea', 'Suitcase without a name', 'P3'],
    ] as const)
      await baton.as(who).opens('refund', { subject, priority });
    [ana, lea] = await Promise.all([screens.of('ana', '/cases'), screens.of('lea', '/cases')]);
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const subjects = (page: Page) => page.locator('[data-row]').allInnerTexts();
  const shows = async (page: Page, ...expected: readonly string[]) => {
    // From outside: the page's own policy forbids waitForFunction to evaluate a text.
    await until(
      `the list shows ${expected.join(', ')}`,
      async () => JSON.stringify(await subjects(page)) === JSON.stringify(expected),
    );
  };
  const choose = async (page: Page, field: string, value: string) => {
    await page.getByRole('combobox', { name: field, exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: value, exact: true }).click();
    await page.keyboard.press('Escape');
  };
  const view = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
  const act = async (page: Page, what: string | RegExp) => {
    await page.getByRole('button', { name: 'What to do with this view' }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };

  it('is narrowed by several things, and the address says by which', async () => {
    await shows(ana, 'Suitcase without a name', 'Bicycle left at the station', 'Umbrella lost on the ferry');
    await ana.getByRole('button', { name: 'Filters' }).click();
    await choose(ana, 'Owner', 'Me');
    await shows(ana, 'Bicycle left at the station', 'Umbrella lost on the ferry');
    await choose(ana, 'Priority', 'P1');
    await choose(ana, 'Priority', 'P2');
    await shows(ana, 'Umbrella lost on the ferry');
    expect(new URL(ana.url()).search).toContain('priority=P1&priority=P2&ownerId=me');
    await ana.getByRole('button', { name: 'Remove Owner: Me' }).click();
    await choose(ana, 'Priority', 'P3');
    await ana.getByRole('button', { name: 'Remove Priority: P1' }).click();
    await shows(ana, 'Suitcase without a name', 'Bicycle left at the station');
    expect(await axeFindings(ana)).toEqual([]);
  });

  it('makes the best of an address that anybody may have typed', async () => {
    const page = await screens.of('ana', '/cases?view=all&text=umbrella&q=unknown&priority=P9&sort=sideways');
    await shows(page, 'Umbrella lost on the ferry');
  });

  it('is kept under a name, and found by those it is shared with, each with their own', async () => {
    await ana.goto('/cases?ownerId=me&status=open&sort=oldest');
    await shows(ana, 'Umbrella lost on the ferry', 'Bicycle left at the station');
    await act(ana, 'Save as …');
    await ana.getByRole('textbox', { name: 'Name' }).fill('What I answer for');
    expect(await ana.getByRole('radio', { name: 'Everyone' }).count()).toBe(0); // Ana is no lead.
    await ana.getByRole('radio', { name: 'My department' }).check();
    await ana.getByRole('button', { name: 'Save', exact: true }).click();
    await ana.waitForURL(/view=[0-9a-f-]{36}$/);
    await shows(ana, 'Umbrella lost on the ferry', 'Bicycle left at the station');

    await lea.goto(new URL(ana.url()).search.replace(/^/, '/cases'));
    await shows(lea, 'Suitcase without a name');
    const bea = await screens.of('bea', `/cases${new URL(ana.url()).search}`);
    await bea.getByText('it is not shared with you').waitFor();
  });

  it('says when a view was changed, and keeps the change or forgets it', async () => {
    await ana.getByRole('searchbox', { name: 'Search' }).fill('bicycle');
    await shows(ana, 'Bicycle left at the station');
    await ana.getByText('“What I answer for” with changes').waitFor();
    await ana.getByRole('button', { name: 'Reset' }).click();
    await shows(ana, 'Umbrella lost on the ferry', 'Bicycle left at the station');
    expect(await ana.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('');

    await ana.getByRole('searchbox', { name: 'Search' }).fill('umbrella');
    await shows(ana, 'Umbrella lost on the ferry');
    await ana.getByRole('button', { name: 'Save', exact: true }).click();
    await ana.getByText('with changes').waitFor({ state: 'detached' });
    await ana.reload();
    await shows(ana, 'Umbrella lost on the ferry');
  });

  it('begins with the view that one wants to see first', async () => {
    await act(ana, 'Show this view first');
    await ana.goto('/');
    await ana.getByRole('link', { name: 'Cases' }).click();
    await shows(ana, 'Umbrella lost on the ferry');
    expect(await view(ana, 'What I answer for').getAttribute('aria-current')).toBe('page');
  });

  it('is renamed, and removed after a question', async () => {
    await act(ana, 'Rename or share …');
    await ana.getByRole('textbox', { name: 'Name' }).fill('Umbrellas');
    await ana.getByRole('button', { name: 'Save', exact: true }).click();
    await view(ana, 'Umbrellas').waitFor();
    await ana.getByRole('dialog').waitFor({ state: 'detached' });
    await act(ana, 'Remove');
    await ana.getByRole('button', { name: 'Remove', exact: true }).click();
    await view(ana, 'Umbrellas').waitFor({ state: 'detached' });
    await shows(ana, 'Suitcase without a name', 'Bicycle left at the station', 'Umbrella lost on the ferry');
  });

  it('is walked through by keyboard', async () => {
    await ana.goto('/cases?view=all');
    await ana.locator('[data-row]').first().waitFor();
    await ana.keyboard.press('/');
    expect(await ana.locator(':focus').getAttribute('type')).toBe('search');
    await ana.keyboard.type('l');
    await ana.keyboard.press('Backspace');
    await ana.locator(':focus').blur();
    await ana.keyboard.press('j');
    await ana.keyboard.press('ArrowDown');
    await ana.keyboard.press('j');
    await ana.keyboard.press('k');
    expect(await ana.locator(':focus').innerText()).toBe('Bicycle left at the station');
    await ana.keyboard.press('Enter');
    await ana.getByRole('heading', { name: /Bicycle left/ }).waitFor();
  });

  it('shows what is new at once to somebody who only looks, and asks somebody who reads', async () => {
    await ana.goto('/cases?view=all');
    await lea.goto('/cases?view=all');
    await ana.locator('[data-row]').first().focus();
    await lea.locator('[data-row]').first().waitFor();
    const { id } = await baton.as('bea').opens('refund', { subject: 'Glove in the snow' });
    await lea.getByText('Glove in the snow').waitFor();
    await ana.getByRole('button', { name: '1 new case in this list' }).waitFor();
    expect(await ana.getByText('Glove in the snow').count()).toBe(0);
    await ana.getByRole('button', { name: '1 new case in this list' }).click();
    await ana.getByText('Glove in the snow').waitFor();
    // A row that changes does so where it stands.
    await lea.locator('[data-row]').first().focus();
    await baton.as('bea').does(`/cases/${id}/cancel`, { reason: 'found again' });
    await lea
      .getByRole('row', { name: /Glove in the snow/ })
      .getByText('cancelled')
      .waitFor();
  });

  it('gives a phone its whole width, with the filters behind one button', async () => {
    const phone = await screens.of('ana', '/cases?ownerId=me&status=open&status=resolved', { width: 360, height: 740 });
    await shows(phone, 'Bicycle left at the station', 'Umbrella lost on the ferry');
    expect(await phone.getByRole('combobox', { name: 'Owner' }).count()).toBe(0);
    const first = await phone.locator('[data-row]').first().boundingBox();
    expect(first!.y).toBeLessThan(740 / 2);
    await phone.getByRole('button', { name: 'Filters (3)' }).click();
    await phone.getByRole('combobox', { name: 'Owner' }).waitFor();
    expect({ wide: await isTooWide(phone), findings: await axeFindings(phone) }).toEqual({ wide: false, findings: [] });
  });
});

/** What one is told, and what waits for one. */
describe('notices and the desk', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let ana: Page;
  let id: string;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation(), startBrowser()]);
    screens = new Screens(browser, baton);
    id = await acceptedByBea('Charged twice in October');
    await baton.settles();
    ana = await screens.of('ana');
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  /** A case of Ana's whose second leg Bea has taken: Ana is told. */
  async function acceptedByBea(subject: string): Promise<string> {
    const { id, legs } = await baton.as('ana').opens('refund', { subject });
    const invoice = { package: { invoice: '4711' }, note: 'Please pay it back' };
    const { handoffs } = await baton.as('ana').does(`/legs/${legs[0]!.id}/hand-over`, invoice);
    await baton.as('bea').does(`/handoffs/${handoffs[0]!.id}/accept`);
    return id;
  }

  it('each row of the desk says what is next, by when, and who holds the baton', async () => {
    const row = ana.locator('section', { hasText: 'My cases as owner' }).getByRole('listitem').first();
    await row.getByText('billing works on “Pay back”').waitFor();
    expect(await row.innerText()).toMatch(/due in 2 days .*Baton: Bea/s);
    expect(await row.innerText()).not.toContain('working time'); // It never closes here: that would say the same again.
  });

  it('a notice leads to its entry in the history of the case, which is marked', async () => {
    await ana.keyboard.press('n');
    await ana.getByRole('heading', { name: 'Today' }).waitFor();
    await ana.getByRole('link', { name: /Bea has taken/ }).focus();
    await ana.keyboard.press('Enter');
    await ana.waitForURL(new RegExp(`/cases/${id}#event-\\d+$`));
    const marked = ana.locator('li[aria-current="true"]');
    await marked.waitFor();
    expect(await marked.innerText()).toMatch(/Bea/);
  });

  it('notices are read one by one with r, or all at once', async () => {
    for (const subject of ['Charged three times', 'Never charged']) await acceptedByBea(subject);
    await ana.keyboard.press('n');
    const unread = ana.locator('li[data-unread="true"]');
    await until('both are told of', async () => (await unread.count()) === 2);
    await unread.first().getByRole('link').focus();
    await ana.keyboard.press('r');
    await until('one less is unread', async () => (await unread.count()) === 1);
    expect(await axeFindings(ana)).toEqual([]);
    await ana.getByRole('button', { name: 'Mark all read' }).click();
    await unread.first().waitFor({ state: 'detached' });
    await ana.getByRole('switch', { name: 'Only unread' }).check();
    await ana.getByText('Nothing is unread.').waitFor();
  });
});
