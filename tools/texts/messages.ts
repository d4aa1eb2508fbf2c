import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../apps/web/src/i18n/', import.meta.url);

/** Every language that has a message file. */
export const languages = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

interface Messages {
  readonly [key: string]: string | Messages;
}

/** All texts of a language by their dotted keys. */
export function textsOf(language: string): ReadonlyMap<string, string> {
  const messages = JSON.parse(readFileSync(new URL(`${language}.json`, FOLDER), 'utf8')) as Messages;
  return new Map(flatten(messages, ''));
}

function flatten(messages: Messages, prefix: string): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

export const keysOf = (texts: ReadonlyMap<string, string>): readonly string[] => [...texts.keys()];

/** The key without its plural form: `cases_one` and `cases_other` are forms of `cases`. */
export const stemOf = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

export const pluralCategoriesOf = (language: string): readonly string[] =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories;

/** The names of the values that a text wants to be given. */
export const placeholdersOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+).*?\}\}/g)].map(([, name]) => name!))].sort();
