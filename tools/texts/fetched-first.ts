import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SOURCES = fileURLToPath(new URL('../../apps/web/src/', import.meta.url));
const FIRST = new URL('../../apps/web/first-texts.json', import.meta.url);

/** Whether the text of this key, or texts of this form, are among those that the browser fetches first. */
export function isFetchedFirst(key: string): boolean {
  const first = JSON.parse(readFileSync(FIRST, 'utf8')) as readonly string[];
  return first.some((start) => key.startsWith(start) && /^([._*]|$)/.test(key.slice(start.length)));
}

/** The source files of the frame and the desk, from apps/web/src on: those that it all starts with, and what they import at once. */
export function filesFetchedFirst(): ReadonlySet<string> {
  const waiting = ['main.tsx', 'features/inbox/desk.tsx'].map((file) => join(SOURCES, file));
  const found = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(relative(SOURCES, file))) continue;
    found.add(relative(SOURCES, file));
    for (const path of importsOf(file)) waiting.push(path);
  }
  return found;
}

function importsOf(file: string): readonly string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return statements
    .filter(ts.isImportDeclaration)
    .filter(({ importClause }) => !importClause?.isTypeOnly)
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text)
    .filter((path) => path.startsWith('.') && !path.includes('generated'))
    .flatMap((path) =>
      ['.ts', '.tsx'].map((ending) => join(dirname(file), path + ending)).filter((one) => existsSync(one)),
    );
}
