import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkAgainstDocument } from '../testing/check-against-document.js';
import { openApiDocument } from './open-api-document.js';

const COMMITTED = join(import.meta.dirname, '../../../../openapi.json');

type Operation = {
  readonly summary?: string;
  readonly operationId: string;
  readonly responses: Record<string, unknown>;
};
const document = openApiDocument() as unknown as {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('openapi.json', () => {
  it('is what the service serves; run “npm run openapi” when it is not', () => {
    expect(JSON.parse(readFileSync(COMMITTED, 'utf8'))).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(document.openapi).toBe('3.1.0');
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!);
    const { schemas } = (openApiDocument() as unknown as { components: { schemas: object } }).components;
    expect(new Set(names)).toEqual(new Set(Object.keys(schemas)));
  });

  it('gives each operation a name of its own, a summary, an answer and the shape of a problem', () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { summary, responses } of operations) {
      expect(summary).toBeTruthy();
      expect(Object.keys(responses).sort()).toEqual([expect.stringMatching(/^20[014]$/), 'default']);
    }
  });
});

describe('the check of answers', () => {
  const headers = { 'content-type': 'application/json' };
  const reply = (body: object) => ({ status: 200, body, headers });

  it('lets what is described pass', () => {
    checkAgainstDocument('GET', '/health/live', reply({ status: 'ok' }));
  });

  it.each([
    ['a field too many', { status: 'ok', secret: 1 }],
    ['a missing field', {}],
    ['a wrong value', { status: 'fine' }],
  ])('finds %s', (_, body) => {
    expect(() => checkAgainstDocument('GET', '/health/live', reply(body))).toThrow(/health\/live/);
  });

  it('finds a status that nobody announced', () => {
    expect(() => checkAgainstDocument('GET', '/health/live', { ...reply({ status: 'ok' }), status: 202 })).toThrow(
      /202/,
    );
  });
});
