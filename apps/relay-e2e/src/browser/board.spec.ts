import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';

import { Screens, startBrowser } from '../support/browser.js';
import type { Name } from '../support/company.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { CaseBody } from '../support/views.js';

jest.setTimeout(60_000);

/** A department's board, worked at by its people and its lead. */
describe('the board of a department', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let bea: Page;
  let lou: Page;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    for (const subject of ['Blue bill', 'Red bill', 'Green bill']) await offered(subject);
    [bea, lou] = await Promise.all([screens.of('bea', '/board'), screens.of('lou', '/board')]);
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  /** A case that Ana holds out to billing. */
  async function offered(subject: string): Promise<CaseBody> {
    const { legs } = await baton.as('ana').opens('careful', { subject });
    const terms = { package: { invoice: subject }, note: '', waiver: 'in a hurry' };
    return baton.as('ana').does(`/legs/${legs[0]!.id}/hand-over`, terms);
  }
  const caseOf = async (subject: string): Promise<CaseBody> => {
    const { body } = await baton.as('olga').get<{ items: { id: string; subject: string }[] }>('/cases?limit=100');
    return baton.as('olga').reads(body.items.find((one) => one.subject === subject)!.id);
  };
  const holderOf = async (subject: string) => (await caseOf(subject)).legs[1]!.holderId;
  const column = (page: Page, name: string): Locator => page.getByRole('region', { name });
  const card = (page: Page, inColumn: string, subject: string): Locator =>
    column(page, inColumn).getByRole('listitem').filter({ hasText: subject });
  const dialog = (page: Page): Locator => page.locator('[role="dialog"][data-modal-content]');
  const choose = async (page: Page, label: string, option: string) => {
    await dialog(page).getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option }).first().click();
  };

  it('an offer is taken with one press, and lies in work for everybody who looks', async () => {
    await card(bea, 'Offered', 'Blue bill').getByRole('button', { name: 'Accept' }).click();
    await card(bea, 'In work', 'Blue bill').waitFor();
    await card(lou, 'In work', 'Blue bill').getByText('Bea').waitFor();
    expect(await holderOf('Blue bill')).toBe('bea');
  });

  it('an offer is declined with a reason from the list', async () => {
    await card(bea, 'Offered', 'Red bill').getByRole('button', { name: 'Decline' }).click();
    await choose(bea, 'Why', 'No capacity');
    await dialog(bea).getByRole('button', { name: 'Decline' }).click();
    await card(bea, 'Offered', 'Red bill').waitFor({ state: 'detached' });
    expect((await caseOf('Red bill')).handoffs).toMatchObject([{ status: 'declined' }]);
  });

  it('a lead offers it to somebody else, which an agent may not', async () => {
    expect(await card(bea, 'Offered', 'Green bill').getByRole('button', { name: 'Re-route' }).count()).toBe(0);
    await card(lou, 'Offered', 'Green bill').getByRole('button', { name: 'Re-route' }).click();
    await choose(lou, 'Ask this person first', 'Bob');
    await dialog(lou).getByLabel('Note').fill('Bob knows it');
    await dialog(lou).getByRole('button', { name: 'Re-route' }).click();
    await card(lou, 'Offered', 'Green bill').getByText('For Bob').waitFor();
    expect((await caseOf('Green bill')).handoffs.at(-1)).toMatchObject({ status: 'offered', toPersonId: 'bob' });
  });

  it('a lead drags work onto a person, who has it then', async () => {
    await card(lou, 'In work', 'Blue bill').dragTo(lou.getByRole('button', { name: /^Bob/ }));
    await dialog(lou).getByRole('button', { name: /^Give/ }).click();
    await card(lou, 'In work', 'Blue bill').getByText('Bob').waitFor();
    expect(await holderOf('Blue bill')).toBe('bob');
  });

  it('an agent has no work of others to drag', async () => {
    expect(await card(bea, 'In work', 'Blue bill').getAttribute('draggable')).toBe('false');
  });

  it('who is pressed is seen with their work alone', async () => {
    await lou.getByRole('button', { name: /^Bea/ }).click();
    await card(lou, 'In work', 'Blue bill').waitFor({ state: 'detached' });
    await lou.getByRole('button', { name: /^Bob/ }).click();
    await card(lou, 'In work', 'Blue bill').waitFor();
  });

  it('what is coming is reserved by the one who will take it', async () => {
    const page = await screens.of('lea' satisfies Name, '/board');
    await card(page, 'Arriving', 'Blue bill').getByRole('button', { name: 'I will take it' }).click();
    await card(page, 'Arriving', 'Blue bill')
      .getByText(/Lea|you/i)
      .last()
      .waitFor();
    expect((await caseOf('Blue bill')).legs[2]).toMatchObject({ reservedById: 'lea' });
  });
});
