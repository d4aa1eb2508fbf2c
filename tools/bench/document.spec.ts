import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

// @ts-expect-error A plain script of the benchmarks: it has no types.
import { SECTIONS, withSection } from './document.mjs';

const document = readFileSync(join(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8');
const headingsOf = (text: string) => [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]);

describe('the document of benchmarks', () => {
  it('has every section, in order', () => expect(headingsOf(document)).toEqual(SECTIONS));

  it('gets a new section in the place of the old one, and keeps the others to the letter', () => {
    const changed = withSection(document, 'Live', '## Live\n\nAnew.\n');
    expect(headingsOf(changed)).toEqual(SECTIONS);
    const [before, after] = changed.split('## Live\n\nAnew.\n\n');
    expect(document.startsWith(before!)).toBe(true);
    expect(document.endsWith(after!)).toBe(true);
  });

  it('is brought into order with whatever section is written', () => {
    const mixed = 'About.\n\n## Upgrade\n\nup\n\n## Odd\n\nodd\n\n## Start\n\nst\n';
    expect(withSection(mixed, 'Search', '## Search\n\nse\n')).toBe(
      'About.\n\n## Search\n\nse\n\n## Start\n\nst\n\n## Upgrade\n\nup\n\n## Odd\n\nodd\n',
    );
  });
});
