import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong on the page as it is now: one line for each thing, with where it is. Frames are not looked into. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page: page as never }).withTags(RULES).setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map(({ target, failureSummary }) => {
      const why = failureSummary?.split('\n').slice(1).join(' ').trim();
      return `${id} (${help}) at ${target.join(' ')}: ${why}`;
    }),
  );
}

/** Texts that keep less than 7:1 from their ground, which high contrast promises (WCAG 1.4.6). */
export async function faintTexts(page: Page): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page: page as never }).withRules(['color-contrast-enhanced']).setLegacyMode();
  const { violations } = await builder.analyze();
  return violations.flatMap(({ nodes }) => nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Whether the page stays wider than its window, so that one would have to scroll sideways to read it. It has a moment to settle. */
export async function isTooWide(page: Page): Promise<boolean> {
  for (const deadline = performance.now() + 5_000; performance.now() < deadline; await page.waitForTimeout(100))
    if (await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'))
      return false;
  return true;
}
