import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { SupervisedProcess } from './supervised-process.js';

function supervise(script: string, backOffMs: readonly number[] = [10, 20]) {
  const deaths: string[] = [];
  let starts = 0;
  const supervised = new SupervisedProcess(
    {
      name: 'case-service',
      spawn: () => spawn('/bin/sh', ['-c', script], { stdio: 'ignore' }),
      stop: (child) => child.kill('SIGTERM'),
      kill: (child) => child.kill('SIGKILL'),
      graceMs: 300,
    },
    {
      started: () => starts++,
      died: (how, again) => deaths.push(`${how}, ${again === 'given up' ? again : `again in ${again.inMs}`}`),
    },
    backOffMs,
  );
  supervised.start();
  return { supervised, deaths, starts: () => starts };
}

describe('a supervised process', () => {
  it('is started again after growing pauses, and given up when they are used up', async () => {
    const { deaths, starts } = supervise('exit 3');
    await sleep(500);
    expect(deaths).toEqual(['exit code 3, again in 10', 'exit code 3, again in 20', 'exit code 3, given up']);
    expect(starts()).toBe(3);
  });

  it('tells the signal that killed it', async () => {
    const { deaths } = supervise('kill -9 $$', []);
    await sleep(200);
    expect(deaths).toEqual(['SIGKILL, given up']);
  });

  it('ends when asked and is not started again', async () => {
    const { supervised, deaths, starts } = supervise('exec sleep 60');
    await sleep(100);
    await supervised.stop();
    await sleep(100);
    expect(deaths).toEqual([]);
    expect(starts()).toBe(1);
  });

  it('is killed when its grace is over', async () => {
    const { supervised } = supervise("trap '' TERM; while :; do sleep 0.1; done");
    await sleep(100);
    const began = Date.now();
    await supervised.stop();
    expect(Date.now() - began).toBeGreaterThanOrEqual(290);
    expect(Date.now() - began).toBeLessThan(2_000);
  });

  it('does not begin anew when it is stopped during a pause', async () => {
    const { supervised, starts } = supervise('exit 1', [60_000]);
    await sleep(200);
    await supervised.stop();
    expect(starts()).toBe(1);
  });

  it('tells of a program that cannot be run at all', async () => {
    const deaths: string[] = [];
    new SupervisedProcess(
      { name: 'x', spawn: () => spawn('/no/such/program'), stop: () => undefined, kill: () => undefined, graceMs: 10 },
      { started: () => undefined, died: (how) => deaths.push(how) },
      [],
    ).start();
    await sleep(200);
    expect(deaths).toEqual([expect.stringContaining('ENOENT')]);
  });
});
