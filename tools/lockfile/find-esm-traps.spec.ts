import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findEsmTraps } from './find-esm-traps.js';

describe('the installed packages', () => {
  it('hold none that requires what Jest cannot require', () => {
    expect(findEsmTraps(join(import.meta.dirname, '../..'))).toEqual([]);
  });
});

describe('finding a CommonJS package that requires an ECMAScript-only one', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'baton-lockfile-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const esm = { type: 'module', exports: './index.js' };
  const requiring = `const cookie = require('cookie');`;

  function install(packages: Record<string, { manifest?: object; lock?: object; code?: string }>) {
    const lock: Record<string, object> = { '': {} };
    for (const [name, { manifest, lock: entry, code = '' }] of Object.entries(packages)) {
      const path = `node_modules/${name}`;
      lock[path] = { ...entry };
      write(`${path}/package.json`, JSON.stringify({ name: name.split('/').at(-1), version: '1.0.0', ...manifest }));
      write(`${path}/lib/index.js`, code);
    }
    write('package-lock.json', JSON.stringify({ packages: lock }));
  }

  function write(path: string, text: string) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  it('names both', () => {
    install({ fastify: { lock: { dependencies: { cookie: '2' } }, code: requiring }, cookie: { manifest: esm } });
    expect(findEsmTraps(root)).toEqual([{ from: 'fastify@1.0.0', to: 'cookie@1.0.0' }]);
  });

  it('sees it through a peer', () => {
    install({ plugin: { lock: { peerDependencies: { cookie: '2' } }, code: requiring }, cookie: { manifest: esm } });
    expect(findEsmTraps(root)).toHaveLength(1);
  });

  it('takes the nearest copy', () => {
    install({
      fastify: { lock: { dependencies: { cookie: '1' } }, code: requiring },
      cookie: { manifest: esm },
      'fastify/node_modules/cookie': {},
    });
    expect(findEsmTraps(root)).toEqual([]);
  });

  it.each([
    ['imports it at run time', { code: `const cookie = import('cookie');` }, {}],
    ['only tools need it', { lock: { dev: true, dependencies: { cookie: '2' } } }, {}],
    ['is an ECMAScript module itself', { manifest: esm }, {}],
    [
      'depends on one for both',
      {},
      { manifest: { type: 'module', exports: { require: './index.cjs', import: './index.js' } } },
    ],
    ['depends on one that is CommonJS', {}, { manifest: {} }],
  ])('passes one that %s', (_what, fastify, cookie) => {
    install({
      fastify: { lock: { dependencies: { cookie: '2' } }, code: requiring, ...fastify },
      cookie: { manifest: esm, ...cookie },
    });
    expect(findEsmTraps(root)).toEqual([]);
  });
});
