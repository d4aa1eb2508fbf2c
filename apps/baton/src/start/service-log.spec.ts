import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceLog } from './service-log.js';

describe('what a service says', () => {
  let folder: string;
  let told: string[];
  let log: ServiceLog;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-log-'));
    told = [];
    log = new ServiceLog(join(folder, 'service.log'), (kind, text) => told.push(`${kind}: ${text}`));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const say = async (...lines: readonly (object | string)[]) => {
    const stream = new PassThrough();
    log.follow(stream);
    stream.end(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    await sleep(50);
  };

  it('is kept whole; people hear of warnings and errors only', async () => {
    const lines = [
      { level: 'info', msg: 'listening' },
      { level: 'warn', msg: 'clock is off' },
      { level: 50, msg: 'mail failed', err: { message: 'no route' } },
      'plain text',
    ];
    await say(...lines);
    expect(told).toEqual(['warning: clock is off', 'error: mail failed: no route']);
    expect(readFileSync(join(folder, 'service.log'), 'utf8').trim().split('\n')).toHaveLength(4);
  });

  it('is not repeated', async () => {
    await say({ level: 'warn', msg: 'database connection lost' }, { level: 'warn', msg: 'database connection lost' });
    expect(told).toEqual(['warning: database connection lost']);
  });

  it('is put aside once it is long, and goes on in a new file', async () => {
    log = new ServiceLog(join(folder, 'service.log'), () => undefined, 100);
    for (const round of [1, 2, 3]) await say(`${round} ${'-'.repeat(110)}`);
    expect(readFileSync(join(folder, 'service.log.1'), 'utf8')).toMatch(/^2 -+\n$/);
    expect(readFileSync(join(folder, 'service.log'), 'utf8')).toMatch(/^3 -+\n$/);
  });

  it('is lost while the disk is full, which is told once and ends nothing', async () => {
    const path = join(folder, 'service.log');
    symlinkSync('/dev/full', path);
    await say('lost', 'lost as well');
    await say('and this');
    expect(told).toEqual([expect.stringMatching(/^warning: its log cannot be written: ENOSPC/)]);
    rmSync(path);
    await say('back');
    expect(readFileSync(path, 'utf8')).toBe('back\n');
  });

  it('ends with the reason of a crash, not with its stack', async () => {
    await say(
      'file:///app/main.js:7',
      'Error: no room left',
      '    at main (file:///app/main.js:7:9)',
      '',
      'Node.js v20.20.0',
    );
    expect(log.lastWords()).toBe('Error: no room left');
  });
});
