import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sentences } from './sentences.js';
import { statusOf } from './status-of-refusal.js';

const ROOT = join(import.meta.dirname, '../../../..');

/** The words with which the sources of a folder refuse, or which they give to a `Problem`. */
function codesIn(folder: string): readonly string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return sources.flatMap((file) => {
    const text = readFileSync(join(ROOT, folder, file), 'utf8');
    return [...text.matchAll(/(?:refuse\(|refused\(|new Problem\(\d+,)\s*'([a-z-]+)'/g)].map(([, code]) => code!);
  });
}

const rules = [...new Set([...codesIn('libs/relay/domain/src'), ...codesIn('libs/relay/application/src')])];
const service = [...new Set(codesIn('apps/case-service/src'))];

describe('the words of a refusal', () => {
  it('are found in the sources', () => {
    expect(rules).toEqual(
      expect.arrayContaining(['not-your-leg', 'loose-ends', 'legs-exceed-case-target', 'not-asked']),
    );
    expect(service).toEqual(expect.arrayContaining(['stale', 'invalid-request', 'email-taken']));
  });

  it.each([...rules, ...service].sort())('%s has a sentence', (code) => {
    expect(sentences[code]).toMatch(/^[A-Z].+[.]$/);
  });

  it('are all still in use', () => {
    const used = new Set([...rules, ...service]);
    expect(Object.keys(sentences).filter((code) => !used.has(code))).toEqual([]);
  });
});

describe('the words of a refusal in the web app', () => {
  const I18N = join(ROOT, 'apps/web/src/i18n');
  const languages = readdirSync(I18N).filter((file) => file.endsWith('.json'));
  /** What the app says when there is no answer to speak of. */
  const ITS_OWN = ['offline', 'unknown'];

  it.each(languages)('are all in %s, and none too many', (file) => {
    const { refusal } = JSON.parse(readFileSync(join(I18N, file), 'utf8')) as { refusal: Record<string, string> };
    expect(Object.keys(refusal).sort()).toEqual([...Object.keys(sentences), ...ITS_OWN].sort());
  });
});

describe('the status of a refusal', () => {
  it.each([
    ['not-your-leg', 403],
    ['illegal-transition', 409],
    ['unknown-leg', 422],
    ['no-open-hours', 422],
    ['not-found', 404],
  ])('%s → %i', (code, status) => expect(statusOf(code)).toBe(status));
});
