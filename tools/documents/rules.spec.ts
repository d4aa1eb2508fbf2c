import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const written = [...read('docs/rules.md').matchAll(/^- \*\*([A-Z]?\d+)\*\*/gm)].map((match) => match[1]!);
const faults = [...read('docs/faults.md').matchAll(/^\| (F\d+) \|/gm)].map((match) => match[1]!);

const sources = execFileSync('git', ['ls-files', 'apps', 'libs'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path));

/** Comments, and what specs say that they show. */
const remarks = (source: string) =>
  [...source.matchAll(/(?:\/\/|--) .*|\/\*\*[\s\S]*?\*\/|(?:describe|it)(?:\.each\S*)?\((['`]).*?\1/g)]
    .map((match) => match[0].replace(/\n\s*\*/g, ''))
    .join('\n');

/** `H4`, `I1–I6`, `clock rule 20`, `clock rules 16, 17, 21`. */
function citedIn(source: string): readonly string[] {
  const text = remarks(source);
  const letters = [...text.matchAll(/\b(?<![-./])([EFHINOPTW]\d{1,2})(?![\w.-]|:\d)/g)].map((match) => match[1]!);
  const clocks = [...text.matchAll(/\bclock rules? (\d+(?:(?:, |–| and )\d+)*)/g)].flatMap((match) =>
    match[1]!.match(/\d+/g)!,
  );
  return [...letters, ...clocks];
}

describe('the rules', () => {
  const cited = new Map<string, string>();
  for (const path of sources) for (const rule of citedIn(read(path))) cited.set(rule, path);

  it('that code cites are all written down', () => {
    const known = new Set([...written, ...faults]);
    expect([...cited].filter(([rule]) => !known.has(rule))).toEqual([]);
  });

  it('that are written down are all cited', () => {
    expect(written.filter((rule) => !cited.has(rule))).toEqual([]);
  });

  it('stand there once', () => expect(written).toEqual([...new Set(written)]));
});
