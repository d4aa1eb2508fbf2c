import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder that holds apps/ and libs/. */
export const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where the built apps are taken from: here, or from a copy that somebody broke on purpose. */
export const built = { folder: PROJECT, /** Names the schema that these apps make, where it is another. */ schema: '' };

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a process may know: nothing of the servers of whoever runs the tests. */
export function cleanEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DATABASE_READ_URL: __, REDIS_URL: ___, SMTP_URL: ____, ...inherited } = process.env;
  const untraced = Object.entries(inherited).filter(([name]) => !name.startsWith('OTEL_'));
  return { ...Object.fromEntries(untraced), ...settings };
}

/** Runs the built `baton` command on a database, as it is after a build: without building first. */
export function baton(databaseUrl: string, ...args: readonly string[]): Promise<Ended> {
  const run = `import(${JSON.stringify(`${built.folder}apps/baton/dist/main.js`)}).then(({ main }) => main(process.argv))`;
  const child = spawn(process.execPath, ['--eval', run, 'baton', ...args], {
    cwd: built.folder,
    env: cleanEnvironment({ DATABASE_URL: databaseUrl }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The same for a command that must succeed: answers what it printed. */
export async function batonDoes(databaseUrl: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await baton(databaseUrl, ...args);
  if (code !== 0) throw new Error(`baton ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return stdout.trim();
}
