import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

import { axeFindings, isTooWide } from '../support/accessibility.js';
import { Screens, startBrowser } from '../support/browser.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);

/** A supervisor in front of the stalled queue: offers that nobody accepts, since no worker moves them on. */
describe('the stalled queue in the browser', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  let olga: Page;
  const cases: { id: string; number: number }[] = [];

  /** A case whose offer is past half of its second at once. */
  const stall = async (subject: string) => {
    const opened = await baton.as('ana').opens('hurry', { subject });
    const state = await baton
      .as('ana')
      .does(`/legs/${opened.legs[0]!.id}/hand-over`, { package: { invoice: '1' }, note: 'Please look' });
    cases.push({ id: state.id, number: state.number });
    return state;
  };

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation({ workers: 0 }), startBrowser()]);
    screens = new Screens(browser, baton);
    for (const subject of ['Alpha', 'Bravo', 'Charlie', 'Delta']) await stall(subject);
    await new Promise((resolve) => setTimeout(resolve, 600));
    olga = await screens.of('olga', '/oversight');
    await rows(olga).nth(3).waitFor();
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const rows = (page: Page) => page.locator('li[data-key]');
  const rowOf = (page: Page, subject: string) => rows(page).filter({ hasText: subject });
  const tick = (page: Page, subject: string) => rowOf(page, subject).getByRole('checkbox');
  const dialog = (page: Page) => page.locator('[role="dialog"][data-modal-content]');
  const choose = async (page: Page, label: string, option: string) => {
    await dialog(page).getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  };
  const isDone = (page: Page) => dialog(page).waitFor({ state: 'detached' });
  const now = (index: number) => baton.as('olga').reads(cases[index]!.id);
  const lookAway = (page: Page) => page.getByRole('heading', { name: 'Oversight' }).hover();

  it('says how old a thing is in working time, and the wall time on top', async () => {
    const age = rowOf(olga, 'Alpha').locator('time').filter({ hasText: 'of working time' }).first();
    expect(await age.getAttribute('title')).toMatch(/\d{4}/);
    expect(await rowOf(olga, 'Alpha').innerText()).toContain('Offered, not accepted');
  });

  it('asks whoever must act, from the row', async () => {
    await rowOf(olga, 'Alpha').getByRole('button', { name: 'Act' }).click();
    await choose(olga, 'What to do', 'Nudge');
    await dialog(olga).getByRole('textbox').last().fill('The customer is waiting');
    await olga.keyboard.press('Control+Enter');
    await isDone(olga);
    const { chases } = await now(0);
    expect(chases).toMatchObject([{ askedIds: expect.arrayContaining(['wim']), answer: null }]);
    await rowOf(olga, 'Alpha')
      .getByText(/Asked .*Wim/)
      .waitFor();
  });

  it('selects with clicks, with shift, and with x on the row that one is on', async () => {
    await tick(olga, 'Alpha').click();
    await tick(olga, 'Charlie').click({ modifiers: ['Shift'] });
    await olga.getByText('3 selected').waitFor();
    await rowOf(olga, 'Delta').getByRole('link').focus();
    await olga.keyboard.press('x');
    await olga.getByText('4 selected').waitFor();
    await olga.keyboard.press('Escape');
    await olga.getByText('4 selected').waitFor({ state: 'detached' });
    await olga.getByRole('checkbox', { name: 'Select all shown' }).click();
    await olga.getByText('4 selected').waitFor();
  });

  it('does many at once, each by itself: what is refused stays, with its reason, and stops none of the others', async () => {
    const bar = olga.getByRole('toolbar');
    await bar.getByRole('button', { name: 'Nudge' }).click();
    await dialog(olga).getByRole('button', { name: 'Do it' }).click();
    await dialog(olga).getByText('3 done, 1 refused').waitFor();
    await dialog(olga)
      .getByText(/They were asked already/)
      .waitFor();
    expect(await axeFindings(olga)).toEqual([]);
    for (const index of [0, 1, 2, 3]) expect((await now(index)).chases).toHaveLength(1);
    await dialog(olga).getByRole('button', { name: 'Close', exact: true }).last().click();
    await olga.getByText('1 selected').waitFor();
    await olga.keyboard.press('Escape');
  });

  it('stops when it is told to, and goes on with the rest from there', async () => {
    await tick(olga, 'Charlie').click();
    await tick(olga, 'Delta').click();
    await olga.getByRole('toolbar').getByRole('button', { name: 'Call in a helper' }).click();
    await choose(olga, 'Who helps', 'Lou · billing');
    await dialog(olga).getByLabel('Reason').fill('The order of the parts');
    await olga.route('**/call-in', async (route) => {
      await dialog(olga).getByRole('button', { name: 'Stop' }).click();
      await route.continue();
    });
    await olga.keyboard.press('Control+Enter');
    await dialog(olga).getByText('1 done').waitFor();
    const helped = async () =>
      (await Promise.all([now(2), now(3)])).filter(({ coOwners }) => coOwners.some(({ help }) => help !== null)).length;
    expect(await helped()).toBe(1);
    await olga.unroute('**/call-in');
    expect(await dialog(olga).locator(':focus').innerText()).toBe('Try 1 again');
    await olga.keyboard.press('Enter');
    await isDone(olga);
    expect(await helped()).toBe(2);
  });

  it('loses nothing when the line breaks, and does nothing twice', async () => {
    await tick(olga, 'Bravo').click();
    await tick(olga, 'Charlie').click();
    await olga.getByRole('toolbar').getByRole('button', { name: 'Grant more time' }).click();
    await dialog(olga).getByLabel('Reason').fill('The parts come tomorrow');
    let sent = 0;
    // The first command arrives, its answer does not.
    await olga.route('**/grant-time', async (route) => {
      if (sent++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await olga.keyboard.press('Control+Enter');
    await dialog(olga).getByText('1 done, 1 refused').waitFor();
    expect(await dialog(olga).getByLabel('Reason').inputValue()).toBe('The parts come tomorrow');
    await dialog(olga).getByRole('button', { name: 'Try 1 again' }).click();
    await isDone(olga);
    for (const index of [1, 2]) {
      const acceptance = (await now(index)).clocks.filter(({ kind }) => kind === 'acceptance').at(-1)!;
      expect(acceptance).toMatchObject({ state: 'running' });
      expect(
        (await baton.as('olga').history(cases[index]!.id)).filter(({ type }) => type === 'leg.time-granted'),
      ).toHaveLength(1);
    }
    await olga.unroute('**/grant-time');
  });

  it('brings a helper in, who finds it on their desk, with the reason', async () => {
    await rowOf(olga, 'Delta').getByRole('button', { name: 'Act' }).click();
    await choose(olga, 'What to do', 'Call in a helper');
    await choose(olga, 'Who helps', 'Bob');
    await dialog(olga).getByLabel('Reason').fill('Knows this heater');
    await olga.keyboard.press('Control+Enter');
    await isDone(olga);
    const bob = await screens.of('bob');
    await bob.getByText('Help: Knows this heater').waitFor();
    await bob.goto(`/cases/${cases[3]!.id}`);
    await bob.getByText(/called in to help with “Look at it”: Knows this heater/).waitFor();
  });

  it('keeps the rows in their places while one points at them, and says what has changed', async () => {
    await lookAway(olga);
    await rowOf(olga, 'Bravo').waitFor({ state: 'detached' }); // Its offer has time again.
    await rowOf(olga, 'Delta').hover();
    const fifth = await stall('Echo');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await baton.as('ana').does(`/cases/${fifth.id}/notes`, { text: 'Still nobody' });
    const quiet = olga.getByRole('button', { name: '1 change: show it' });
    await quiet.waitFor();
    expect(await rows(olga).count()).toBe(2);
    await quiet.click();
    await rowOf(olga, 'Echo').waitFor();
  });

  it('takes many over at once', async () => {
    await tick(olga, 'Alpha').click();
    await tick(olga, 'Delta').click();
    await olga.getByRole('toolbar').getByRole('button', { name: 'Take ownership' }).click();
    await dialog(olga).getByLabel('Reason').fill('I see to it');
    await olga.keyboard.press('Control+Enter');
    await isDone(olga);
    expect([(await now(0)).ownerId, (await now(3)).ownerId]).toEqual(['olga', 'olga']);
  });

  it('shows what the customer has asked for, until they are told yes or no', async () => {
    await baton.as('ana').does(`/cases/${cases[2]!.id}/customer-requests`, { kind: 'urgent', text: 'The baby is ill' });
    await lookAway(olga);
    await olga.getByText('The customer: it has become urgent').waitFor();
    const ana = await screens.of('ana', `/cases/${cases[2]!.id}`);
    await ana
      .getByText(/From the customer, it has become urgent: “The baby is ill”/)
      .first()
      .waitFor();
    await ana.getByRole('button', { name: 'Accept and tell the customer' }).click();
    await dialog(ana).getByLabel('What the customer was told').fill('Somebody comes tonight');
    await ana.keyboard.press('Control+Enter');
    await isDone(ana);
    await olga.getByText('The customer: it has become urgent').waitFor({ state: 'detached' });
    const [asked] = (await baton.as('olga').get<{ items: unknown[] }>('/stalled')).body.items.filter(
      (item) => (item as { reason: string }).reason === 'customer-asked',
    );
    expect(asked).toBeUndefined();
  });

  it('says in "why this due date" who gave more time, and why', async () => {
    const state = await baton.as('wim').does(`/handoffs/${(await now(4)).handoffs.at(-1)!.id}/accept`);
    const leg = state.legs.find(({ status }) => status === 'running')!;
    await baton.as('olga').does(`/legs/${leg.id}/grant-time`, { seconds: 7200, reason: 'The road is closed' });
    const wim = await screens.of('wim', `/cases/${state.id}?leg=${leg.id}`);
    await wim.getByRole('button', { name: 'why?' }).last().click();
    await wim.getByText(/by Olga: The road is closed/).waitFor();
  });

  it('fills a big screen on the wall, on 4K as on 1080p, and shows page after page all there is', async () => {
    const page = await screens.of('olga', 'about:blank', { width: 1920, height: 1080 });
    const { body } = await baton.as('olga').get<{ items: object[] }>('/stalled');
    const items = Array.from({ length: 30 }, (_, at) => ({ ...body.items[0]!, subjectId: `${at}`, number: 5001 + at }));
    await page.route('**/api/v1/stalled?**', (route) => route.fulfill({ json: { items, next: null } }));
    await page.clock.install();
    await page.goto('/oversight?wall=1');
    const things = page.getByRole('list', { name: 'Stalled' }).getByRole('listitem');
    const numbers = () => things.getByRole('link').allInnerTexts();
    await page.getByText('30 things stand still').waitFor();
    await page.getByText(/^1–1\d of 30$/).waitFor();
    const first = await numbers();
    expect(first.length).toBeGreaterThanOrEqual(12);
    expect((await things.last().boundingBox())!.y).toBeGreaterThan(1080 * 0.85); // Nothing of the screen lies idle.
    await page.setViewportSize({ width: 3840, height: 2160 });
    await until('the rows are laid out anew', async () => ((await things.last().boundingBox())?.y ?? 0) > 2160 * 0.85);
    expect(await numbers()).toEqual(first);

    const seen = new Set(first);
    for (let turns = 0; turns < 2; turns += 1) {
      await page.clock.runFor(15_000);
      for (const number of await numbers()) seen.add(number);
    }
    expect(seen.size).toBe(30);
    await page.clock.runFor(15_000);
    expect(await numbers()).toEqual(first);

    await page.getByRole('button', { name: 'Stop turning' }).click();
    await page.clock.runFor(60_000);
    expect(await numbers()).toEqual(first);
    await page.keyboard.press('ArrowRight');
    expect(await numbers()).not.toEqual(first);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Oversight' }).waitFor();
  });

  it('saves what spreadsheets read: in the reader’s language and zone, and no text becomes a formula', async () => {
    const { body } = await baton.as('olga').get<{ items: object[] }>('/stalled');
    const item = {
      ...body.items[0]!,
      subject: '=1+1; "so"',
      since: '2026-06-01T08:00:00.000Z',
      sinceOpenSeconds: 5400,
    };
    const saved = async (locale: string, button: string) => {
      const page = await screens.of('olga', 'about:blank', { locale });
      await page.route('**/api/v1/stalled?**', (route) => route.fulfill({ json: { items: [item], next: null } }));
      await page.goto('/oversight');
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      return readFileSync(await (await download).path(), 'utf8').split('\r\n');
    };
    const [head, row] = await saved('de-DE', 'Als CSV speichern');
    expect(head).toMatch(/^\uFEFFFall;Betreff;.*;Seit \(UTC\);/);
    expect(row).toContain(`;"'=1+1; ""so""";`);
    expect(row).toContain(';2026-06-01 08:00;1,5;');
    expect((await saved('en-GB', 'Save as CSV'))[1]).toContain(',2026-06-01 08:00,1.5,');
  });

  it('keeps several reasons of one case together, and says the case once', async () => {
    const { body } = await baton.as('olga').get<{ items: object[] }>('/stalled');
    const [first, other] = body.items;
    const atRisk = { reason: 'clock-at-risk', clockKind: 'promise', subjectId: randomUUID() };
    const items = [{ ...first, subject: 'Echo' }, { ...first, subject: 'Echo', ...atRisk }, other];
    const page = await screens.of('olga', 'about:blank');
    await page.route('**/api/v1/stalled?**', (route) => route.fulfill({ json: { items, next: null } }));
    await page.goto('/oversight');
    await rows(page).nth(2).waitFor();
    expect(await rows(page).nth(0).innerText()).toMatch(/Echo[^]*Offered, not accepted/);
    expect(await rows(page).nth(1).innerText()).toMatch(/^C-\d+ for another reason[^]*Promise: little time left/);
    expect(await rows(page).nth(1).getByText('Echo').count()).toBe(0);
    expect(await page.getByText('for another reason').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('saves all findings, not only those on the page', async () => {
    const page = await screens.of('olga', 'about:blank');
    const asked: string[] = [];
    await page.route('**/api/v1/findings?**', (route) => {
      const query = new URL(route.request().url()).searchParams;
      const from = Number(query.get('cursor') ?? 0);
      const limit = Number(query.get('limit'));
      asked.push(`${from}+${limit}`);
      const items = Array.from({ length: Math.min(limit, 450 - from) }, (_, index) => finding(from + index));
      const to = from + items.length;
      return route.fulfill({ json: { items, next: to < 450 ? String(to) : null } });
    });
    await page.goto('/oversight?tab=findings');
    await page.getByText('Finding 49', { exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('region', { name: 'Findings' }).getByRole('button', { name: 'Save as CSV' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(1 + 450);
    expect(lines.at(-1)).toContain('Finding 449');
    expect(asked).toEqual(['0+50', '0+200', '200+200', '400+200']);
    expect(await page.getByText('Finding 50', { exact: true }).count()).toBe(0);
  });

  it('can be used by everybody, on a desk and on a phone', async () => {
    for (const looks of [{ colorScheme: 'light' }, { colorScheme: 'dark', width: 360, height: 740 }] as const) {
      const page = await screens.of('olga', '/oversight', looks);
      await rows(page).first().waitFor();
      await rows(page).first().getByRole('checkbox').click();
      await page.getByRole('toolbar').waitFor();
      expect({ findings: await axeFindings(page), isTooWide: await isTooWide(page) }).toEqual({
        findings: [],
        isTooWide: false,
      });
    }
  });
});

const finding = (index: number) => ({
  id: randomUUID(),
  caseId: randomUUID(),
  number: 1000 + index,
  subject: `Finding ${index}`,
  kind: 'offer-expired',
  departmentId: 'billing',
  about: { kind: 'case', id: randomUUID() },
  at: '2026-06-01T08:00:00.000Z',
  note: '',
});
