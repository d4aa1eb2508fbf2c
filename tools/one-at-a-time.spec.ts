import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

type OneAtATime = <Result>(folder: string, work: () => Promise<Result>, say: (line: string) => void) => Promise<Result>;

describe('preparing a clone', () => {
  let folder: string;
  let oneAtATime: OneAtATime;
  let said: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-lock-'));
    said = [];
    const module: string = './one-at-a-time.mjs';
    ({ oneAtATime } = (await import(module)) as { oneAtATime: OneAtATime });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const prepare = (work: () => Promise<void>) => oneAtATime(folder, work, (line) => said.push(line));

  it('goes one after the other, and says whom it waits for, once', async () => {
    let under = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 700));
      under -= 1;
    };
    await Promise.all([prepare(work), prepare(work)]);
    expect(most).toBe(1);
    expect(said).toEqual(['Another start of this clone is being prepared; waiting for it …']);
  });

  it('lets the next one go when the work fails', async () => {
    await expect(prepare(() => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(existsSync(join(folder, '.preparing'))).toBe(false);
  });

  it('takes over from a process that has died', async () => {
    mkdirSync(join(folder, '.preparing'));
    writeFileSync(join(folder, '.preparing', 'pid'), '2147483646');
    let ran = false;
    await prepare(async () => void (ran = true));
    expect([ran, said]).toEqual([true, []]);
  });

  it('takes over from a process that died before it could write its name', async () => {
    mkdirSync(join(folder, '.preparing'));
    utimesSync(join(folder, '.preparing'), 0, 0);
    let ran = false;
    await prepare(async () => void (ran = true));
    expect([ran, said]).toEqual([true, []]);
  });
});
