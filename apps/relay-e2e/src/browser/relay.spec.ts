import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { Screens, startBrowser } from '../support/browser.js';
import { type Installation, startInstallation } from '../support/installation.js';

jest.setTimeout(60_000);

/** One case, from the call to the end, by two people at their screens. The steps build on each other. */
describe('a relay in the browser', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let ana: Page;
  let bea: Page;
  let id: string;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation(), startBrowser()]);
    screens = new Screens(browser, baton);
    [ana, bea] = await Promise.all([screens.of('ana'), screens.of('bea')]);
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const now = () => baton.as('ana').reads(id);
  /** The form in front; a panel may lie open behind it, and a form that was left is kept unseen. */
  const dialog = (page: Page) => page.locator('[role="dialog"][data-modal-content]:visible');
  const start = (page: Page, action: string) => page.getByRole('button', { name: action }).first().click();
  const send = (page: Page) => page.keyboard.press('Control+Enter');
  const isDone = (page: Page) => dialog(page).waitFor({ state: 'detached' });
  const isShown = (page: Page, text: string) => page.getByText(text).first().waitFor();

  it('begins with a call, written down in one form that one key opens', async () => {
    await ana.getByRole('heading', { name: 'My desk' }).waitFor();
    await ana.keyboard.press('c');
    await dialog(ana).getByLabel('Name').fill('Zoë Öğüt');
    await dialog(ana).getByLabel('Subject').fill('Charged twice in October');
    await dialog(ana).getByLabel('What happened').fill('Two payments of 49 euros on the same day.');
    await dialog(ana).getByRole('combobox', { name: 'Which way it goes' }).click();
    await ana.getByRole('option', { name: 'refund' }).click();
    await dialog(ana).getByRole('button', { name: 'Open the case' }).click();
    await ana.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    id = /cases\/([0-9a-f-]{36})/.exec(ana.url())![1]!;
    expect(await now()).toMatchObject({ status: 'open', ownerId: 'ana' });
  });

  it('says why somebody may not do something, instead of hiding it', async () => {
    await bea.goto(`/cases/${id}`);
    await bea.getByRole('heading', { name: /Charged twice/ }).waitFor();
    const handOver = bea.getByRole('button', { name: 'Hand over' }).first();
    expect(await handOver.getAttribute('aria-disabled')).toBe('true');
    await handOver.focus();
    await isShown(bea, 'Only the holder (Ana)');
  });

  it('shows what another person does within a second', async () => {
    await ana.keyboard.press('t');
    await dialog(ana).getByRole('textbox').fill('The bank confirms both payments');
    await send(ana);
    await isDone(ana);
    const done = performance.now();
    await isShown(bea, 'The bank confirms both payments');
    expect(performance.now() - done).toBeLessThan(1_000);
  });

  it('is handed over with a whole brief only', async () => {
    await ana.keyboard.press('h');
    await dialog(ana).getByLabel('Note').fill('Please pay one of them back');
    await send(ana);
    await dialog(ana).getByText('One field is still empty').waitFor();
    expect(await dialog(ana).getByLabel('Note').inputValue()).toBe('Please pay one of them back');
  });

  it('loses nothing of what was typed when somebody else was quicker, and shows what they did', async () => {
    await dialog(ana).getByLabel('Invoice').fill('4711');
    const live = ana.waitForResponse((response) => response.url().endsWith(`/cases/${id}`));
    await baton.as('lea').does(`/cases/${id}/notes`, { text: 'Somebody else writes meanwhile' });
    await live;
    await send(ana);
    await dialog(ana).getByText('Somebody changed the case while you were typing').waitFor();
    await dialog(ana).getByText('Somebody else writes meanwhile').waitFor();
    expect(await dialog(ana).getByLabel('Invoice').inputValue()).toBe('4711');
    expect(await dialog(ana).getByLabel('Note').inputValue()).toBe('Please pay one of them back');
    await send(ana);
    await isDone(ana);
    expect((await now()).legs[1]).toMatchObject({ status: 'offered', responsibleId: 'ana' });
  });

  it('is accepted by the next straight from her desk, with one key', async () => {
    await bea.goto('/');
    await bea
      .getByRole('button', { name: /Accept the offer/ })
      .first()
      .waitFor();
    await bea.keyboard.press('a'); // Goes to the offer, so that nothing is accepted unseen …
    await bea.keyboard.press('a'); // … and accepts it.
    await bea.getByRole('button', { name: /Accept the offer/ }).waitFor({ state: 'detached' });
    expect((await now()).legs[1]).toMatchObject({ status: 'running', holderId: 'bea' });
  });

  it.each([
    ['de-DE', /Mitteilungen/, 'Bea hat „Pay back“ übernommen.', 'Sie haben es übergeben und stehen dafür ein'],
    ['es-ES', /Avisos/, 'Bea ha asumido «Pay back».', 'usted lo entregó y responde de ello'],
  ])('is told of in the words of the reader: %s', async (locale, bell, told, why) => {
    const page = await screens.of('ana', '/', { locale });
    await page.getByRole('button', { name: bell }).click();
    const notice = page.getByRole('dialog').getByRole('listitem').filter({ hasText: told });
    await notice.getByText(why).waitFor();
    await page.context().close();
  });

  it('goes back to the one who began it, who sees it coming', async () => {
    await bea.goto(`/cases/${id}`);
    await bea.getByRole('heading', { name: /Charged twice/ }).waitFor();
    await bea.keyboard.press('h');
    await dialog(bea).getByLabel('Note').fill('Paid back today');
    await send(bea);
    await isDone(bea);
    await ana.goto('/');
    await ana
      .getByRole('button', { name: /Accept the offer/ })
      .first()
      .click();
    await ana.getByRole('button', { name: /Accept the offer/ }).waitFor({ state: 'detached' });
    expect((await now()).legs[2]).toMatchObject({ status: 'running', holderId: 'ana' });
  });

  it('ends when the customer is told', async () => {
    await ana.goto(`/cases/${id}`);
    await start(ana, 'Resolve');
    await dialog(ana).getByLabel('What the customer is told').fill('You have your 49 euros back.');
    await send(ana);
    await isDone(ana);
    expect(await now()).toMatchObject({ status: 'resolved', ownerId: 'ana' });
    await baton.isHealthy();
  });
});
