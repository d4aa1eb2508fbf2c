import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SOURCES = fileURLToPath(new URL('../../apps/web/src/', import.meta.url));

/** A key that the source gives to `t`. What is known only at run time stands for anything. */
export interface UsedKey {
  readonly key: string;
  readonly form: RegExp;
  /** Where, from apps/web/src on. */
  readonly file: string;
}

/** Every key that the web app asks for, by reading its source as the compiler does. */
export function usedKeys(): readonly UsedKey[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.tsx?$/.test(file) && !file.includes('generated')).flatMap(keysOfFile);
}

function keysOfFile(file: string): readonly UsedKey[] {
  const path = join(SOURCES, file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, kindOf(file));
  const keys: UsedKey[] = [];
  const visit = (node: ts.Node): void => {
    for (const key of keyArgumentsOf(node)) keys.push(...formsOf(key).map((form) => ({ ...form, file })));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return keys;
}

const kindOf = (file: string) => (file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** What stands as a key at this place: `t('…')`, `i18next.t('…')`, `<Trans i18nKey="…">`. */
function keyArgumentsOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isCallExpression(node)) {
    const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    return ts.isIdentifier(called) && called.text === 't' && node.arguments[0] ? [node.arguments[0]] : [];
  }
  if (ts.isJsxAttribute(node) && node.name.getText() === 'i18nKey' && node.initializer) {
    if (ts.isStringLiteral(node.initializer)) return [node.initializer];
    if (ts.isJsxExpression(node.initializer) && node.initializer.expression) return [node.initializer.expression];
  }
  return [];
}

/** A text, both sides of a choice, a template; nothing for a variable, which is written out somewhere else. */
function formsOf(key: ts.Expression): readonly Omit<UsedKey, 'file'>[] {
  if (ts.isConditionalExpression(key)) return [...formsOf(key.whenTrue), ...formsOf(key.whenFalse)];
  if (ts.isParenthesizedExpression(key) || ts.isAsExpression(key)) return formsOf(key.expression);
  if (ts.isStringLiteralLike(key)) return [{ key: key.text, form: new RegExp(`^${escaped(key.text)}$`) }];
  if (ts.isTemplateExpression(key)) {
    const parts = [key.head, ...key.templateSpans.map(({ literal }) => literal)].map(({ text }) => text);
    return [{ key: parts.join('*'), form: new RegExp(`^${parts.map(escaped).join('.+')}$`) }];
  }
  return [];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
