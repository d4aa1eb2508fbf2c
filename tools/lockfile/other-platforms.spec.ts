import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
// @ts-expect-error A plain script, run by hand: it has no types.
import { missingPackages } from './add-other-platforms.mjs';

describe('the lock file', () => {
  it('holds the binaries of every platform, or else `npm ci` refuses it: run add-other-platforms.mjs', () => {
    const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
    expect(missingPackages(lock)).toEqual([]);
  });

  it('would not pass without one of them', () => {
    const builder = { optionalDependencies: { '@esbuild/aix-ppc64': '1.0.0', '@esbuild/linux-x64': '1.0.0' } };
    const lock = {
      packages: {
        'node_modules/tool': {},
        'node_modules/tool/node_modules/esbuild': { ...builder, dev: true },
        'node_modules/tool/node_modules/@esbuild/linux-x64': {},
      },
    };
    expect(missingPackages(lock)).toEqual([{ name: '@esbuild/aix-ppc64', version: '1.0.0', dev: true }]);
  });
});
