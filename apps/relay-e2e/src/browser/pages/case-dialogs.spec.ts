import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';

import { Screens, startBrowser } from '../../support/browser.js';
import type { Name } from '../../support/company.js';
import { type Installation, startInstallation } from '../../support/installation.js';
import { until } from '../../support/until.js';

jest.setTimeout(60_000);

type Answers = Readonly<Record<string, string | true>>;

/** Every dialog of the case page, opened, filled in and sent by the person whose it is. The steps build on each other. */
describe('the dialogs of a case', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  const pages = new Map<Name, Page>();
  const stalled: string[] = [];
  let id: string;

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation(), startBrowser()]);
    screens = new Screens(browser, baton);
    id = (await baton.as('ana').opens('careful')).id;
    // Wim takes four cases of the workshop and does nothing: after three seconds he is asked how they stand.
    for (let count = 0; count < 4; count += 1) {
      const { id: caseId, legs } = await baton.as('ana').opens('hurry');
      const offered = await baton
        .as('ana')
        .does(`/legs/${legs[0]!.id}/hand-over`, { package: { invoice: '1' }, note: '' });
      await baton.as('wim').does(`/handoffs/${offered.handoffs[0]!.id}/accept`);
      stalled.push(caseId);
    }
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  const now = () => baton.as('ana').reads(id);
  const happened = async () => (await baton.as('ana').history(id)).map(({ type }) => type);

  /** This person at a case, with one of its legs chosen if it matters which. */
  async function at(name: Name, leg?: string, caseId = id): Promise<Page> {
    const page = pages.get(name) ?? (await screens.of(name, `/cases/${caseId}`));
    pages.set(name, page);
    const legId = leg && (await baton.as('olga').reads(caseId)).legs.findLast((one) => one.name === leg)!.id;
    const address = `/cases/${caseId}${legId ? `?leg=${legId}` : ''}`;
    if (!page.url().endsWith(address)) await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  /** Opens the dialog of a button, answers what it asks, sends it with the keyboard, and sees it close. */
  async function acts(page: Page, button: string, answers: Answers = {}): Promise<void> {
    const name = new RegExp(`^${button}( [A-Z])?$`);
    await page.locator('button:not([aria-disabled="true"])').and(page.getByRole('button', { name })).first().click();
    await dialogOf(page).locator(':focus').waitFor();
    for (const [label, answer] of Object.entries(answers)) await fill(page, label, answer);
    await send(page);
  }

  /** Sends with the keyboard. Who was overtaken reads what is new, and sends once more. */
  async function send(page: Page): Promise<void> {
    const answered = page.waitForResponse((response) => 'idempotency-key' in response.request().headers());
    await page.keyboard.press('Control+Enter');
    const response = await answered.catch(async () => {
      throw new Error(`nothing was sent: ${await dialogOf(page).innerText()}`);
    });
    if (response.status() === 412) {
      await dialogOf(page).locator('button:enabled:not([data-loading])', { hasText: 'Send all the same' }).waitFor();
      return send(page);
    }
    if (!response.ok()) throw new Error(await dialogOf(page).getByRole('alert').last().innerText());
    await dialogOf(page).waitFor({ state: 'detached' });
  }

  it('words: a note, the customer told and heard', async () => {
    const ana = await at('ana');
    await acts(ana, 'Note', { What: 'The number is on the back' });
    await acts(ana, 'Customer wrote', { 'What the customer said': 'Any news?' });
    expect((await now()).unansweredSince).not.toBeNull();
    await acts(ana, 'Told the customer', { 'What the customer was told': 'We look into it', Channel: 'e-mail' });
    expect((await now()).unansweredSince).toBeNull();
    await acts(ana, 'Customer asks how it stands', { 'What it is about': 'urgent', 'What the customer said': 'Hurry' });
    expect(await happened()).toEqual(
      expect.arrayContaining(['note.added', 'customer.wrote', 'contact.logged', 'customer.asked']),
    );
  });

  it('a promise: made as precisely as one says it, taken over, given another date, released', async () => {
    const ana = await at('ana');
    await acts(ana, 'Promise', { What: 'We call you', 'How exactly': 'by noon', Day: inDays(3) });
    await ana
      .getByText(/by noon \(12:00\)/)
      .first()
      .waitFor();
    const lea = await at('lea');
    await acts(lea, 'Take it over');
    expect((await now()).promises).toMatchObject([{ holderId: 'lea', precision: 'part-of-day' }]);
    await acts(lea, 'New date', {
      'How exactly': 'by the end of a day',
      Day: inDays(4),
      'What the customer was told': 'Later',
    });
    await lea
      .getByText(new RegExp(`by \\w{3},? ${Number(inDays(4).slice(8))} `))
      .first()
      .waitFor();
    await acts(lea, 'Released by the customer', { 'What the customer said': 'Never mind' });
    expect((await now()).promises.map(({ status }) => status)).toEqual(['renegotiated', 'released']);
  });

  it('the plan: a leg more, and left out again; another priority', async () => {
    const ana = await at('ana');
    await acts(ana, 'Add or repeat a leg', {
      Department: 'parts',
      'What has to be done': 'Look it up',
      Reason: 'To be sure',
    });
    await acts(await at('ana', 'Look it up'), 'Leave out', { Reason: 'It was clear' });
    await acts(ana, 'Priority', { Priority: 'P2', Reason: 'The shop is closed' });
    expect(await now()).toMatchObject({
      priority: 'P2',
      legs: expect.arrayContaining([expect.objectContaining({ name: 'Look it up', status: 'skipped' })]),
    });
  });

  it('work: progress, a wait and its end, a disruption that everybody acknowledges', async () => {
    const ana = await at('ana', 'Take the call');
    await acts(ana, 'Record progress', { 'Asked for the number': true, Note: 'It is 4711' });
    await acts(ana, 'Let it wait', { 'Who has to act': 'The customer' });
    await acts(ana, 'Go on');
    await acts(ana, 'Raise a disruption', { 'What happened': 'The bank is slow', 'New date': `${inDays(2)}T10:00` });
    const [disruption] = (await now()).disruptions;
    await ana.getByRole('button', { name: 'Tell the customer', exact: true }).click();
    const words = dialogOf(ana).getByLabel('What the customer was told');
    expect(await words.inputValue()).toMatch(/^Dear .* takes longer than planned\. We now expect it to be done by /);
    await words.press('Control+Enter');
    await dialogOf(ana).waitFor({ state: 'detached' });
    expect(await happened()).toContain('contact.logged');
    for (const { personId } of disruption!.recipients) await acts(await at(personId as Name), 'I have seen it');
    expect((await happened()).filter((type) => /^leg\.(progressed|paused|resumed)|^disruption/.test(type))).toEqual(
      expect.arrayContaining([
        'leg.progressed',
        'leg.paused',
        'leg.resumed',
        'disruption.raised',
        'disruption.acknowledged',
      ]),
    );
  });

  it('a hand-over: says who is there and what they will read; amended, withdrawn, declined, re-routed, accepted', async () => {
    const ana = await at('ana', 'Take the call');
    await ana.keyboard.press('h');
    await dialogOf(ana).getByText('3 of 3 people there').waitFor();
    await dialogOf(ana)
      .getByText(/no legs in work|\d+ legs? in work/)
      .waitFor();
    await fill(ana, 'Invoice', 'No. 4711');
    await dialogOf(ana).getByRole('region', { name: 'What the receiver will see' }).getByText('No. 4711').waitFor();
    await send(ana);

    await at('ana', 'Check the bill');
    await acts(ana, 'Amend the brief', { Since: 'May' });
    await acts(ana, 'Withdraw the offer', { Reason: 'Too early' });
    await acts(await at('ana', 'Take the call'), 'Hand over', { Invoice: 'No. 4712' });
    await acts(await at('bea', 'Check the bill'), 'Decline', { Why: 'no capacity' });
    await acts(await at('ana', 'Take the call'), 'Hand over', { Invoice: 'No. 4713' });
    await acts(await at('lou', 'Check the bill'), 'Re-route', { 'Ask this person first': 'Bob', Note: 'Bob knows it' });
    await acts(await at('bob', 'Check the bill'), 'Accept');
    expect((await now()).handoffs.map(({ status }) => status)).toEqual([
      'withdrawn',
      'declined',
      'withdrawn',
      'accepted',
    ]);
  });

  it('ahead: who will take the arriving leg says so, and prepares', async () => {
    const lea = await at('lea', 'Call back');
    await acts(lea, 'Reserve');
    await acts(lea, 'Prepare');
    expect(await happened()).toEqual(expect.arrayContaining(['leg.reserved', 'leg.prepared']));
  });

  it('between people: passed on, asked, answered, returned', async () => {
    await acts(await at('bob', 'Check the bill'), 'Pass to a colleague', { Colleague: 'Bea' });
    const bea = await at('bea', 'Check the bill');
    await acts(bea, 'Ask', { Question: 'Which month?', 'The leg waits for the answer': true });
    await acts(await at('ana'), 'Answer', { Answer: 'May' });
    await acts(bea, 'Return', { Why: 'wrong result', 'What has to be added': 'The amount' });
    expect(await now()).toMatchObject({
      returns: 1,
      legs: expect.arrayContaining([expect.objectContaining({ name: 'Take the call', visitNo: 2, holderId: 'ana' })]),
    });
    const ana = await at('ana', 'Take the call');
    await ana.keyboard.press('h');
    expect(await dialogOf(ana).getByLabel('Invoice').inputValue()).toBe('No. 4713'); // What was sent before it came back.
    await ana.keyboard.press('Escape');
    await dialogOf(ana).waitFor({ state: 'detached' });
  });

  it('the ownership: offered, declined, offered again, accepted, taken; joined and left', async () => {
    const [ana, lea] = [await at('ana'), await at('lea')];
    await acts(ana, 'Offer the ownership', { 'New owner': 'Lea', Note: 'I am away' });
    await acts(lea, 'Decline the ownership', { Note: 'Not now' });
    await acts(ana, 'Offer the ownership', { 'New owner': 'Lea', Note: 'Please' });
    await acts(lea, 'Accept the ownership');
    expect((await now()).ownerId).toBe('lea');
    await acts(await at('olga'), 'Take the case over', { Reason: 'It takes too long' });
    expect((await now()).ownerId).toBe('olga');
    const wim = await at('wim');
    await acts(wim, 'Join');
    await acts(wim, 'Leave');
    expect(await happened()).toEqual(expect.arrayContaining(['co-owner.enrolled', 'co-owner.left']));
  });

  it('the link to the customer’s page, for those who may write to them', async () => {
    const olga = await at('olga');
    await olga.getByRole('button', { name: 'Customer’s page' }).click();
    const link = await dialogOf(olga).getByRole('textbox').inputValue();
    expect((await fetch(baton.url + new URL(link).pathname)).status).toBe(200);
    await olga.keyboard.press('Escape');
  });

  it('the end: what still hangs is named and linked, then resolved, reopened, resolved and closed', async () => {
    const olga = await at('olga');
    await olga.getByRole('button', { name: 'Resolve' }).click();
    await dialogOf(olga).getByLabel('What the customer is told').fill('It is done');
    await olga.keyboard.press('Control+Enter');
    const hangs = dialogOf(olga)
      .getByRole('alert')
      .getByRole('link', { name: /Take the call/ });
    await hangs.click();
    await dialogOf(olga).waitFor({ state: 'detached' });
    await acts(olga, 'Hand over', { Invoice: '4714' });
    await acts(await at('bea', 'Check the bill'), 'Accept');
    await acts(await at('bea', 'Check the bill'), 'Hand over');
    await acts(await at('lea', 'Call back'), 'Accept');
    await acts(await at('lea', 'Call back'), 'Finish the leg');
    expect(await dialogText(olga, 'Resolve')).toBe('It is done'); // Nothing typed was lost on the way.
    await acts(olga, 'Resolve', { Cause: 'slow-bank' });
    await acts(olga, 'Reopen', { Reason: 'It came again' });
    await acts(olga, 'Resolve', { 'What the customer is told': 'Done at last', Cause: 'slow-bank' });
    await acts(olga, 'Close');
    expect(await now()).toMatchObject({ status: 'closed' });
  });

  it('the other end: cancelled', async () => {
    const { id: other } = await baton.as('ana').opens('careful');
    await acts(await at('ana', undefined, other), 'Cancel the case', { Reason: 'Called by mistake' });
    expect(await baton.as('ana').reads(other)).toMatchObject({ status: 'cancelled' });
  });

  it.each([
    ['On track', {}, 'on-track'],
    ['Blocked', { 'Blocked by what': 'No spare part' }, 'blocked'],
    ['Need help', {}, 'need-help'],
    ['Hand it back', { 'What has to be added': 'The serial number' }, 'hand-back'],
  ])('an answer to a chase: %s', async (button, answers: Answers, answer) => {
    const caseId = stalled.shift()!;
    const chase = () =>
      baton
        .as('olga')
        .reads(caseId)
        .then(({ chases }) => chases[0]);
    await until('Wim is asked', async () => (await chase()) !== undefined);
    const wim = await at('wim', undefined, caseId);
    if (answer === 'need-help') await acts(wim, 'I am on it');
    await acts(wim, button, answers);
    expect(await chase()).toMatchObject({ answer });
  });

  it('the history: its filter and each event have an address, however far back', async () => {
    const ana = await at('ana');
    await ana.goto(`/cases/${id}?show=customer#event-1`);
    await ana.locator('#event-1').waitFor();
    const shows = (group: string) => ana.getByRole('checkbox', { name: group, exact: true }).isChecked();
    expect([await shows('Customer'), await shows('Work')]).toEqual([true, false]);
  });

  it('the history: a command is one entry, with what followed folded into it until it is asked for', async () => {
    const opened = await baton.as('ana').opens('refund');
    await baton.as('ana').does(`/legs/${opened.legs[0]!.id}/hand-over`, { package: { invoice: '1' }, note: 'Please' });
    const { items } = (
      await baton.as('ana').get<{ items: { seq: number; type: string }[] }>(`/cases/${opened.id}/events`)
    ).body;
    const seqOf = (type: string) => items.find((event) => event.type === type)!.seq;
    const ana = await at('ana', undefined, opened.id);
    const entry = ana.locator(`#event-${seqOf('leg.handed-over')}`);
    const offer = ana.locator(`#event-${seqOf('handoff.offered')}`);
    await entry.waitFor();
    expect(await offer.isVisible()).toBe(false);
    await entry.getByText('1 thing followed from it').click();
    await offer.waitFor();
    await ana.getByText('Clocks', { exact: true }).click();
    await entry.getByText(/^[3-9] things followed from it/).waitFor();

    await ana.goto(`/cases/${opened.id}#event-${seqOf('handoff.offered')}`);
    await offer.waitFor();
    expect(await offer.getAttribute('aria-current')).toBe('true');
  });

  it('leaves a sound database behind', () => baton.isHealthy());

  async function dialogText(page: Page, button: string): Promise<string> {
    await page.getByRole('button', { name: button }).first().click();
    const text = await dialogOf(page).getByLabel('What the customer is told').inputValue();
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'detached' });
    return text;
  }
});

const dialogOf = (page: Page): Locator => page.locator('[role="dialog"][data-modal-content]');

/** Answers one question of the dialog in front, whatever kind of field it is. */
async function fill(page: Page, label: string, answer: string | true): Promise<void> {
  const field = dialogOf(page).getByLabel(label).first();
  if (answer === true) await field.check();
  else if ((await field.getAttribute('aria-haspopup')) === 'listbox') {
    await field.click();
    await page.getByRole('option', { name: answer }).first().click();
  } else await field.fill(answer);
}

/** A date some days ahead, as an input takes it. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
