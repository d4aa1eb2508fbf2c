import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const BATON = fileURLToPath(new URL('../../baton/bin/baton.mjs', import.meta.url));
const MINUTE = 60_000;

describe('starting Baton with one command', () => {
  let folder: string;
  let home: string;
  let launchers: ChildProcess[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton start '));
    chmodSync(folder, 0o711);
    home = join(folder, 'home');
    launchers = [];
  });

  afterEach(async () => {
    for (const launcher of launchers) {
      if (launcher.exitCode !== null || launcher.signalCode !== null) continue;
      launcher.kill('SIGTERM');
      await once(launcher, 'exit');
    }
    rmSync(folder, { recursive: true });
  });

  const baton = (command: string, settings: Readonly<Record<string, string>> = {}) => {
    const { DATABASE_URL: _, REDIS_URL: __, ...env } = process.env;
    const launcher = spawn(process.execPath, [BATON, command], {
      env: { ...env, BATON_HOME: home, PORT: '0', ...settings },
    });
    launchers.push(launcher);
    let said = '';
    for (const stream of [launcher.stdout, launcher.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    const ended = once(launcher, 'close').then(([code]) => ({ code: code as number | null, said }));
    const saysAddress = async () => {
      for (;;) {
        const address = /answers at (\S+)/.exec(said)?.[1];
        if (address !== undefined) return address;
        if (launcher.exitCode !== null) throw new Error(`it ended with ${launcher.exitCode}:\n${said}`);
        await sleep(100);
      }
    };
    return { launcher, ended, saysAddress };
  };

  const childrenOf = () => {
    const { children } = JSON.parse(readFileSync(join(home, 'lock.json'), 'utf8')) as {
      children: { name: string; pid: number }[];
    };
    const server = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return [...children.map(({ pid }) => pid), server];
  };

  const runs = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it(
    'brings everything up, keeps a second one out, lends its database to other commands, and ends in order',
    async () => {
      const { launcher, ended, saysAddress } = baton('start');
      const ready = await fetch(`${await saysAddress()}/health/ready`);
      expect(ready.status).toBe(200);
      const children = childrenOf();
      expect(children.filter(runs)).toHaveLength(4);

      expect(await baton('start').ended).toMatchObject({
        code: 1,
        said: expect.stringMatching(/already runs from this data folder at http.*BATON_HOME and PORT/),
      });
      expect(await baton('migrate').ended).toMatchObject({ code: 0, said: expect.stringContaining('up to date') });

      launcher.kill('SIGINT');
      const asked = Date.now();
      expect((await ended).code).toBe(0);
      expect(Date.now() - asked).toBeLessThan(10_000);
      expect(children.filter(runs)).toEqual([]);
      expect(readFileSync(join(home, 'logs', 'postgres.log'), 'utf8')).toContain('database system is shut down');
    },
    2 * MINUTE,
  );

  it(
    'leaves nothing that blocks the next start when it is killed',
    async () => {
      const first = baton('start');
      await first.saysAddress();
      const children = childrenOf();
      first.launcher.kill('SIGKILL');
      const second = baton('start');
      expect((await fetch(`${await second.saysAddress()}/health/ready`)).status).toBe(200);
      for (let waited = 0; waited < 15_000 && children.some(runs); waited += 100) await sleep(100);
      expect(children.filter(runs)).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'says what is wrong and what to do, and starts nothing',
    async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      const wrong = [
        [{ PORT: 'abc' }, /PORT is "abc": it must be a/],
        [{ PORT: String(port) }, new RegExp(`Port ${port} is taken by another program.*PORT=\\d+ npm start`)],
        [
          { DATABASE_URL: 'postgres://baton:secret@127.0.0.1:1/baton' },
          /PostgreSQL at 127\.0\.0\.1:1\/baton cannot be reached.*DATABASE_URL/,
        ],
        [{ REDIS_URL: 'redis://:secret@127.0.0.1:1' }, /Redis at 127\.0\.0\.1:1 cannot be reached.*REDIS_URL/],
      ] as const;
      for (const [settings, message] of wrong) {
        const { code, said } = await baton('start', settings).ended;
        expect(code).toBe(1);
        expect(said).toMatch(message);
        expect(said).not.toMatch(/secret|\bat .*\.js:/);
      }
      other.close();
    },
    MINUTE,
  );
});
