import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findHolder, type Holder, HomeLock, makeHome } from './home-lock.js';
import { findProcess } from './process-identity.js';

describe('the right to use a data folder', () => {
  let home: string;
  let others: ChildProcess[];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'baton home '));
    makeHome(home);
    others = [];
  });

  afterEach(() => {
    for (const other of others) other.kill('SIGKILL');
    rmSync(home, { recursive: true });
  });

  const anotherProcess = () => {
    const other = spawn('sleep', ['60']);
    others.push(other);
    const { pid, since } = findProcess(other.pid!)!;
    return { process: other, pid, since };
  };

  const leaveCard = (card: Partial<Holder> & Pick<Holder, 'pid' | 'since'>) =>
    writeFileSync(
      join(home, 'lock.json'),
      JSON.stringify({ command: 'npm start', phase: 'running', children: [], ...card }),
    );

  it('is taken, shown to others with what they need, and given back', async () => {
    const { lock, leftovers } = await HomeLock.take(home, 'npm start');
    expect(leftovers).toEqual([]);
    lock.note({ databaseUrl: 'postgres://x', phase: 'running' });
    expect(findHolder(home)).toMatchObject({ pid: process.pid, databaseUrl: 'postgres://x', phase: 'running' });
    lock.release();
    expect(findHolder(home)).toBeUndefined();
  });

  it('is nobody else’s to read: the card holds a password', async () => {
    const { lock } = await HomeLock.take(home, 'npm start');
    lock.note({ phase: 'running' });
    expect(statSync(join(home, 'lock.json')).mode & 0o777).toBe(0o600);
    lock.release();
  });

  it('is refused while another has it, saying who, where, and what to do', async () => {
    const { pid, since } = anotherProcess();
    leaveCard({ pid, since, address: 'http://localhost:3000' });
    await expect(HomeLock.take(home, 'npm start')).rejects.toThrow(
      `Baton already runs from this data folder at http://localhost:3000 (npm start, process ${pid}). Use that one, stop it with “kill ${pid}”`,
    );
    expect(findHolder(home)?.pid).toBe(pid);
  });

  it('is waited for while its holder is on the way out', async () => {
    const holder = anotherProcess();
    leaveCard({ pid: holder.pid, since: holder.since, phase: 'stopping' });
    const taking = HomeLock.take(home, 'npm start');
    setTimeout(() => holder.process.kill('SIGKILL'), 3_000);
    const { lock } = await taking;
    expect(findHolder(home)?.pid).toBe(process.pid);
    lock.release();
  });

  it('is taken over from a dead holder, with what it left running', async () => {
    const dead = anotherProcess();
    dead.process.kill('SIGKILL');
    await once(dead.process, 'exit');
    const orphan = anotherProcess();
    const worker = { name: 'relay-worker', pid: orphan.pid, since: orphan.since };
    const gone = { name: 'case-service', pid: dead.pid, since: dead.since };
    leaveCard({ pid: dead.pid, since: dead.since, children: [gone, worker] });
    const { lock, leftovers } = await HomeLock.take(home, 'npm start');
    expect(leftovers).toEqual([worker]);
    lock.release();
  });

  it('is taken over when the number of the dead holder belongs to another process now', async () => {
    leaveCard({ pid: anotherProcess().pid, since: 'another boot' });
    const { lock } = await HomeLock.take(home, 'npm start');
    expect(JSON.parse(readFileSync(join(home, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it('names a card that cannot be read', async () => {
    writeFileSync(join(home, 'lock.json'), '{ half');
    await expect(HomeLock.take(home, 'npm start')).rejects.toThrow(/cannot read .*lock\.json.* remove the file/);
  });

  it('needs a folder that can be made', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => makeHome(join(home, 'file', 'home'))).toThrow(/cannot use its data folder .* BATON_HOME=/);
  });
});
