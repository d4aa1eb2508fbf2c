import type { Page } from 'playwright-core';

export interface Script {
  readonly name: string;
  /** As sent over the wire, with gzip. */
  readonly bytes: number;
}

/** Opens the desk in a browser that has nothing of it yet, and answers every script that was fetched until it can be used. */
export async function scriptsOf(page: Page): Promise<readonly Script[]> {
  await page.setExtraHTTPHeaders({ 'accept-encoding': 'gzip' });
  await page.goto('/');
  await page.getByRole('heading', { name: 'My desk' }).waitFor();
  await page.waitForTimeout(500); // What it fetches ahead without being asked counts, too.
  return page.evaluate<readonly Script[]>(
    `performance.getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map(({ name, encodedBodySize }) => ({ name: name.split('/').pop(), bytes: encodedBodySize }))`,
  );
}
