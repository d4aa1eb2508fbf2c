import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cleanEnvironment, PROJECT } from '../support/command-line.js';

/** How fast anything is, is not what this looks at: only that it can still be measured. */
describe('the benchmarks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('can be taken from copies of cases that the rules made', async () => {
    const { code, output } = await bench(
      '--quick',
      '--cases',
      '400',
      '--folder',
      folder,
      'hand-over',
      'timers',
      'live',
    );
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    expect(output).toMatch(/1,000 cases, 16 clients: share of that limit +[\d.]+/);
    expect(output).toMatch(/400 cases: statements of a command +[\d.]+/);
    expect(output).toMatch(/timers due at once, 1 worker: all have taken effect +[\d.]+/);
    expect(output).toMatch(/until its receiver hears of it, median +[\d.]+/);
  }, 240_000);
});

function bench(...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [`${PROJECT}tools/bench/bench.mjs`, ...args], {
    cwd: PROJECT,
    env: cleanEnvironment({}),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
