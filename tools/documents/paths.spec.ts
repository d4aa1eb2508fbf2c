import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);

/** What a document points to: link targets inside the project, and paths in backticks that begin with one of its folders. */
function pathsIn(text: string): { readonly links: readonly string[]; readonly paths: readonly string[] } {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => match[1]!);
  const paths = [...text.matchAll(/`((?:apps|libs|tools|docs)\/[\w./-]+)`/g)].map((match) => match[1]!);
  return { links, paths };
}

describe('the documents', () => {
  it('are found', () => expect(documents).toContain('ARCHITECTURE.md'));

  it.each(documents)('%s points only to what exists', (document) => {
    const { links, paths } = pathsIn(readFileSync(join(root, document), 'utf8'));
    const missing = [
      ...links.filter((link) => !existsSync(join(root, dirname(document), link))),
      ...paths.filter((path) => !existsSync(join(root, path))),
    ];
    expect(missing).toEqual([]);
  });
});
