import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProcess, isAlive } from './process-identity.js';

describe('a process beyond doubt', () => {
  it('is found with what it runs and who started it', () => {
    expect(findProcess(process.pid)).toMatchObject({ pid: process.pid, parent: process.ppid });
    expect(findProcess(process.pid)!.command).toContain('node');
  });

  it('is alive until it ends', async () => {
    const child = spawn('sleep', ['60']);
    const identity = findProcess(child.pid!)!;
    expect(isAlive(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
    expect(findProcess(child.pid!)).toBeUndefined();
  });

  it('is not taken for another that got its number', () => {
    const { pid, since } = findProcess(process.pid)!;
    expect(isAlive({ pid, since })).toBe(true);
    expect(isAlive({ pid, since: `${since}0` })).toBe(false);
  });
});
