import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../testing/shutdown-child.ts', import.meta.url));
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-shutdown-'));
  // The child is a process of its own, so it needs JavaScript.
  const outfile = join(folder, 'child.cjs');
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['@baton/source'],
  });
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

async function aProcess(env: Record<string, string> = {}, stdio: StdioOptions = ['ignore', 'pipe', 'inherit']) {
  const child = spawn(process.execPath, [join(folder, 'child.cjs')], { env: { ...process.env, ...env }, stdio });
  children.push(child);
  let output = '';
  const exited = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  const read = new Promise<void>((resolve) => child.stdout!.once('close', resolve));
  const ended = Promise.all([exited, read]).then(([code]) => code);
  const ready = new Promise<void>((resolve) => {
    child.stdout!.on('data', (chunk) => {
      output += chunk;
      if (output.includes('ready')) resolve();
    });
  });
  if (!env.CASE?.startsWith('by')) await ready;
  const steps = () => output.match(/^\w+ closed$/gm) ?? [];
  return { child, ended, steps, output: () => output };
}

describe('a process that is told to end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('takes its steps in order on %s', async (signal) => {
    const { child, ended, steps } = await aProcess();
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(steps()).toEqual(['server closed', 'queue closed', 'database closed']);
  });

  it('takes them once, however often it is told', async () => {
    const { child, ended, steps } = await aProcess();
    child.kill('SIGINT');
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 30));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(steps()).toEqual(['server closed', 'queue closed', 'database closed']);
  });

  it('takes the others when one fails, and says so', async () => {
    const { child, ended, steps, output } = await aProcess({ CASE: 'fails' });
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(steps()).toEqual(['server closed', 'database closed']);
    expect(output()).toContain('queue broke');
  });

  it('does not wait for one that hangs', async () => {
    const { child, ended, output } = await aProcess({ CASE: 'hangs' });
    const told = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(performance.now() - told).toBeLessThan(1_500);
    expect(output()).toMatch(/"step":"queue".*a step failed/);
  });

  it('keeps the exit code of its own reason to end', async () => {
    const { ended, steps } = await aProcess({ CASE: 'by itself' });
    expect(await ended).toBe(3);
    expect(steps()).toHaveLength(3);
  });
});

describe('the child of a launcher', () => {
  it('ends when the channel to it closes', async () => {
    const { child, ended, steps } = await aProcess({ BATON_PARENT: '1' }, ['ignore', 'pipe', 'inherit', 'ipc']);
    await staysFor(400, ended);
    child.disconnect();
    expect(await ended).toBe(0);
    expect(steps()).toHaveLength(3);
  });

  it('ends when its standard input closes', async () => {
    const { child, ended, steps } = await aProcess({ BATON_PARENT: '1' }, ['pipe', 'pipe', 'inherit']);
    await staysFor(400, ended);
    child.stdin!.end();
    expect(await ended).toBe(0);
    expect(steps()).toHaveLength(3);
  });

  it('ends when nobody reads its log any more', async () => {
    const { child, ended } = await aProcess({ BATON_PARENT: '1' }, ['pipe', 'pipe', 'inherit']);
    child.stdout!.destroy();
    child.stdin!.end();
    expect(await ended).toBe(0);
  });

  it('is only so when it was told to be', async () => {
    const { child, ended } = await aProcess({ BATON_PARENT: '' }, ['pipe', 'pipe', 'inherit']);
    child.stdin!.end();
    await staysFor(400, ended);
  });
});

async function staysFor(milliseconds: number, ended: Promise<unknown>): Promise<void> {
  const stillThere = new Promise((resolve) => setTimeout(() => resolve('running'), milliseconds));
  expect(await Promise.race([ended, stillThere])).toBe('running');
}
