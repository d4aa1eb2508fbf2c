import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';

import { PROJECT } from '../support/command-line.js';

const DIST = `${PROJECT}apps/web/dist`;
const LIMIT = 200_000;

describe('the first load of the web app', () => {
  it('is at most 200 kB of JavaScript, compressed', () => {
    const sizes = [...firstLoad()].map((file) => [file, gzipSync(readFileSync(`${DIST}/${file}`)).length] as const);
    expect(sizes.length).toBeGreaterThan(0);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    if (total > LIMIT) throw new Error(`${total} bytes, more than ${LIMIT}: ${JSON.stringify(sizes)}`);
  });

  it('asks no other host for anything', () => {
    const page = readFileSync(`${DIST}/index.html`, 'utf8');
    expect(page.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)).toBeNull();
  });
});

/** The scripts that index.html names, and all that they import at once: what comes later is imported by a call. */
function firstLoad(): ReadonlySet<string> {
  if (!existsSync(`${DIST}/index.html`)) throw new Error('The web app is not built: npm run build.');
  const page = readFileSync(`${DIST}/index.html`, 'utf8');
  const waiting = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file!);
  const found = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const source = readFileSync(`${DIST}/${file}`, 'utf8');
    const imports = source.matchAll(/(?:^|[;}\s])(?:import|export)(?!\s*\()[^;"'()]*?["'](\.[^"']+\.js)["']/g);
    for (const [, path] of imports) waiting.push(posix.join(posix.dirname(file), path!));
  }
  return found;
}
