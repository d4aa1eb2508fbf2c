import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { Screens, startBrowser } from '../support/browser.js';
import { scriptsOf } from '../support/first-load.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Figure, figureOf, keep } from './figures.js';
import { copyCases } from './many-cases.js';

jest.setTimeout(5 * 60_000);

const CASES = 10_000;
const LEGS = 30;
const WORDS = 'umbrella ferry';

/** What the pages cost those who use them. Nothing fails for being slow: the figures say so beside their limits. */
describe('the pages, measured', () => {
  let baton: Installation;
  let browser: Browser;
  let screens: Screens;
  const figures: Figure[] = [];

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startInstallation(), startBrowser()]);
    screens = new Screens(browser, baton);
  });
  afterAll(async () => {
    await screens?.close();
    await browser?.close();
    await baton?.close();
  });

  it('the first load of the desk', async () => {
    const bytes: number[] = [];
    const times: number[] = [];
    for (let round = 0; round < 7; round++) {
      const measured = await screens.of('ana', 'about:blank');
      bytes.push((await scriptsOf(measured)).reduce((sum, script) => sum + script.bytes, 0) / 1000);
      await measured.context().close();
      const page = await screens.of('ana', 'about:blank');
      const begun = performance.now();
      await page.goto('/', { waitUntil: 'commit' });
      await page.getByRole('heading', { name: 'My desk' }).waitFor();
      times.push(performance.now() - begun);
      await page.context().close();
    }
    figures.push(figureOf('script fetched before the desk can be used, with gzip', 'kB', bytes, 200));
    figures.push(figureOf('time until the desk can be used, nothing of it known yet', 'ms', times, null));
  });

  it('a hand-over by somebody else, until it stands on the desk', async () => {
    const page = await screens.of('bea');
    await page.getByRole('heading', { name: 'My desk' }).waitFor();
    const times: number[] = [];
    for (let round = 0; round < 25; round++) {
      const { legs, number } = await baton.as('ana').opens('refund', { subject: `Charged twice ${round}` });
      const seen = page.evaluate<number>(momentOf(`button[aria-label$="C-${number}"]`));
      await baton.as('ana').does(`/legs/${legs[0]!.id}/hand-over`, { package: { invoice: '4711' }, note: 'Please' });
      const done = Date.now();
      times.push((await seen) - done);
      await page.waitForTimeout(A_PAUSE);
    }
    figures.push(
      figureOf('a hand-over by somebody else, from its answer until it stands on the desk', 'ms', times, 1000),
    );
  });

  it(`the strip of a relay of ${LEGS} legs`, async () => {
    const { id, legs } = await baton.as('ana').opens('careful');
    for (let count = legs.length; count < LEGS; count++) {
      const departmentId = ['billing', 'workshop', 'parts', 'frontline'][count % 4];
      await baton
        .as('ana')
        .does(`/cases/${id}/legs`, { departmentId, name: `Leg ${count + 1}`, mandatory: true, reason: 'Measured' });
    }
    const page = await screens.of('ana', `/cases/${id}`);
    const strip = page.getByRole('region', { name: 'Relay' });
    await strip.waitFor();
    await page.waitForTimeout(1_000);
    const { x, y, width, height } = (await strip.boundingBox())!;
    const work = await workPerStep(page, 60, async (step) => {
      await page.mouse.move(x + 150 + ((width - 170) * step) / 60, y + 60 + ((height - 120) * (step % 12)) / 12);
    });
    figures.push(figureOf(`pointer over the strip of ${LEGS} legs, work of a step`, 'ms', work, 16));
    const scrolled = await workPerStep(page, 40, () => page.mouse.wheel(0, 30));
    figures.push(figureOf(`scrolling past the strip of ${LEGS} legs, work of a step`, 'ms', scrolled, 16));
  });

  it(`the list with ${CASES} cases behind it`, async () => {
    await copyCases(baton, CASES);
    const page = await screens.of('olga', 'about:blank');
    await page.addInitScript(WATCH_INTERACTIONS);
    const typed: number[] = [];
    const opened: number[] = [];
    const scrolled: number[] = [];
    for (let round = 0; round < 5; round++) {
      await page.goto('/cases?view=all');
      await page.locator('[data-row]').nth(10).waitFor();
      scrolled.push(...(await workPerStep(page, 40, () => page.mouse.wheel(0, 400))));
      await page.mouse.wheel(0, -100_000);
      await page.getByRole('searchbox', { name: 'Search' }).click();
      await interactionsOf(page, 0);
      await page.keyboard.type(WORDS, { delay: 90 });
      await page.waitForTimeout(1_200);
      typed.push(...(await interactionsOf(page, WORDS.length)));
      await page.locator('[data-row]').first().click();
      await page.getByRole('region', { name: 'Relay' }).waitFor();
      await page.waitForTimeout(500);
      opened.push(...(await interactionsOf(page, 1)));
    }
    figures.push(figureOf('a key typed into the list’s search, until it is painted', 'ms', typed, 100));
    figures.push(figureOf('a row of the list clicked, until something is painted', 'ms', opened, 100));
    figures.push(figureOf('scrolling the list by eight rows, work of a step', 'ms', scrolled, 100));
  });

  it('is written down', () => {
    expect(figures).toHaveLength(8);
    keep(figures, browser.version());
    console.table(figures);
  });
});

/** People do one thing after another, not fifty within a second: how that is followed is another question. */
const A_PAUSE = 1_000;

/** The moment at which it stands on the page, noticed there: whoever asks from outside asks seldom. */
const momentOf = (selector: string) => `new Promise((seen) => {
  const look = () => document.querySelector(${JSON.stringify(selector)}) && (watch.disconnect(), seen(Date.now()));
  const watch = new MutationObserver(look);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  look();
})`;

/** Event Timing tells of nothing shorter. */
const SHORTEST = 16;
/** How long each interaction took until the next paint, to 8 ms. */
const WATCH_INTERACTIONS = `
  window.interactions = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) window.interactions.set(interactionId, Math.max(duration, window.interactions.get(interactionId) ?? 0));
  }).observe({ type: 'event', durationThreshold: ${SHORTEST} });
`;

/** The interactions since it was last asked, of which so many are known to have been. */
async function interactionsOf(page: Page, count: number): Promise<readonly number[]> {
  const noticed = await page.evaluate<readonly number[]>(
    '(() => { const all = [...window.interactions.values()]; window.interactions.clear(); return all; })()',
  );
  return [...noticed, ...Array.from({ length: Math.max(0, count - noticed.length) }, () => SHORTEST)];
}

/** How many milliseconds the page's main thread works for each step, painting included. */
async function workPerStep(
  page: Page,
  steps: number,
  step: (index: number) => Promise<void>,
): Promise<readonly number[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const worked = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  };
  const values: number[] = [];
  for (let index = 0; index < steps; index++) {
    const before = await worked();
    await step(index);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    values.push((await worked()) - before);
  }
  await devtools.detach();
  return values;
}
