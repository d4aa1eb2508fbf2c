import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { Screens, startBrowser } from '../support/browser.js';
import { type Installation, startInstallation } from '../support/installation.js';

jest.setTimeout(60_000);

/** Two people on one case, each at their own screen: nothing is locked, and neither surprises the other. */
describe('two people on one case', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let ana: Page;
  let lea: Page;
  let id: string;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    ({ id } = await baton.as('ana').opens('refund'));
    [ana, lea] = await Promise.all([screens.of('ana', `/cases/${id}`), screens.of('lea')]);
    await ana.getByRole('heading', { name: 'The heater stays cold' }).waitFor();
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const now = () => baton.as('ana').reads(id);
  const dialog = (page: Page) => page.locator('[role="dialog"][data-modal-content]');
  const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
  const here = (page: Page) => page.getByRole('status', { name: 'Who else is here' });
  const within = async (ms: number, what: () => Promise<void>) => {
    const started = performance.now();
    await what();
    expect(performance.now() - started).toBeLessThan(ms);
  };

  it('see each other come', async () => {
    expect(await here(ana).innerText()).toBe('');
    await lea.goto(`/cases/${id}`);
    await here(lea).getByText('Ana is here too').waitFor();
    await within(1_000, () => here(ana).getByText('Lea is here too').waitFor());
  });

  it('see what the other is writing, and in the same form a quiet word about it', async () => {
    await lea.keyboard.press('h');
    await dialog(lea).waitFor();
    await within(1_000, () => here(ana).getByText('Lea is writing: Hand over · Take the call').waitFor());
    await ana.keyboard.press('h');
    await dialog(ana).getByText('Lea has this form open too').waitFor();
    await dialog(lea).getByText('Ana has this form open too').waitFor();
    await lea.keyboard.press('Escape');
    await dialog(ana).getByText('Lea has this form open too').waitFor({ state: 'detached' });
  });

  it('lose nothing of what they typed when the other is quicker, and see what the other did', async () => {
    await dialog(ana).getByLabel('Invoice').fill('4711');
    await dialog(ana).getByLabel('Note').fill('Please pay one of them back');
    await lea.getByRole('button', { name: /^Note/ }).click();
    await dialog(lea).getByRole('textbox').fill('The bank confirms both payments');
    await lea.keyboard.press('Control+Enter');
    await dialog(lea).waitFor({ state: 'detached' });
    await ana.keyboard.press('Control+Enter');
    await dialog(ana).getByText('Somebody changed the case while you were typing').waitFor();
    await dialog(ana).getByText('The bank confirms both payments').waitFor();
    expect(await dialog(ana).getByLabel('Invoice').inputValue()).toBe('4711');
    expect(await dialog(ana).getByLabel('Note').inputValue()).toBe('Please pay one of them back');
    await ana.keyboard.press('Control+Enter');
    await dialog(ana).waitFor({ state: 'detached' });
    expect((await now()).legs[1]).toMatchObject({ status: 'offered', responsibleId: 'ana' });
  });

  it('take back a slip within the minute, find their words again, and the other reads of both', async () => {
    await undo(ana).waitFor();
    await ana.keyboard.press('u');
    await ana.getByText('Taken back.').waitFor();
    expect(await now()).toMatchObject({ handoffs: [], legs: [{ status: 'running' }, { status: 'planned' }, {}] });
    await lea.getByText('Ana took back: Ana handed over after “Take the call”.').waitFor();
    await undo(ana).waitFor({ state: 'detached' });
    await ana.keyboard.press('h');
    expect(await dialog(ana).getByLabel('Invoice').inputValue()).toBe('4711');
    await dialog(ana).getByLabel('Invoice').fill('4712');
    await ana.keyboard.press('Control+z');
    await ana.keyboard.press('Control+Enter');
    await dialog(ana).waitFor({ state: 'detached' });
    expect((await now()).legs[1]).toMatchObject({ status: 'offered' });
  });

  it('take back nothing that somebody went on from', async () => {
    await undo(ana).waitFor();
    await lea.getByRole('button', { name: /^Note/ }).click();
    await dialog(lea).getByRole('textbox').fill('I told billing');
    await lea.keyboard.press('Control+Enter');
    await undo(ana).waitFor({ state: 'detached' });
    await undo(lea).click();
    await lea.getByText('Taken back.').waitFor();
    expect((await now()).legs[1]).toMatchObject({ status: 'offered' });
  });

  it('see the other go, at once', async () => {
    await within(1_000, async () => {
      await lea.goto('/');
      await here(ana).getByText('Lea').waitFor({ state: 'detached' });
    });
  });

  it('count once, however many windows they have open, and a closed one is left', async () => {
    const second = await lea.context().newPage();
    await Promise.all([lea.goto(`/cases/${id}`), second.goto(`/cases/${id}`)]);
    await here(second).getByText('Ana is here too').waitFor();
    expect(await here(ana).getByText('Lea').count()).toBe(1);
    await second.close({ runBeforeUnload: false });
    await here(lea).getByText('Ana').waitFor();
    expect(await here(ana).getByText('Lea').count()).toBe(1);
    await lea.close();
    await here(ana).getByText('Lea').waitFor({ state: 'detached' });
  });
});
