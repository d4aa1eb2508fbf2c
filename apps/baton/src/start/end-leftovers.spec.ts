import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endLeftovers } from './end-leftovers.js';
import { findProcess, isAlive } from './process-identity.js';

async function leftover(script: string, name = 'relay-worker') {
  const child = spawn('/bin/sh', ['-c', `${script} echo up; while :; do sleep 0.1; done`]);
  await once(child.stdout, 'data');
  const { pid, since } = findProcess(child.pid!)!;
  return { name, pid, since };
}

describe('what outlived its launcher', () => {
  it('ends when asked, or by force', async () => {
    const willing = await leftover('');
    const stuck = await leftover("trap '' TERM;");
    await endLeftovers([willing, stuck], 300);
    expect([willing, stuck].filter(isAlive)).toEqual([]);
  });

  it('is left alone when its number belongs to another process now', async () => {
    const { name, pid, since } = await leftover('');
    await endLeftovers([{ name, pid, since: 'another boot' }], 300);
    expect(isAlive({ pid, since })).toBe(true);
    process.kill(pid, 'SIGKILL');
  });
});
