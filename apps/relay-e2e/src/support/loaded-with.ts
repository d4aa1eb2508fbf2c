import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { cleanEnvironment, PROJECT } from './command-line.js';

/** Which packages of OpenTelemetry a process has loaded once it began to trace, as far as its settings ask for that. */
export async function loadedWith(settings: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const look = `
    const { beginTracing } = await import('${PROJECT}libs/shared/server/dist/index.js');
    await beginTracing('spec', process.env, { info() {}, warn() {}, error() {} });
    const { createRequire } = await import('node:module');
    const files = Object.keys(createRequire('${PROJECT}')('node:module')._cache);
    const packages = files.flatMap((file) => file.match(/@opentelemetry\\/[\\w-]+/) ?? []);
    console.log(JSON.stringify([...new Set(packages)]));
    process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', look], {
    env: cleanEnvironment(settings),
  });
  return JSON.parse(stdout) as readonly string[];
}
