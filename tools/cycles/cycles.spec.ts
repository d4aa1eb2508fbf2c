import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

/**
 * The cycle check sees files that import each other inside a project. Between projects, and for a project that imports
 * itself by name, the boundary rule of `nx lint` reports the cycle (see ../boundaries).
 */
describe('the cycle check', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-cycles-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function check(files: Readonly<Record<string, string>>) {
    for (const [name, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), code);
    }
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    const config = join(import.meta.dirname, 'oxlint.json');
    const { status, stdout } = spawnSync(process.execPath, [oxlint, '-c', config, '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, cycles: stdout.match(/import\(no-cycle\)/g)?.length ?? 0 };
  }

  it('reports each file of a cycle through .js endings and folders', () => {
    const found = check({
      'leg/leg.ts': `import { handoff } from './handoff.js';\nexport const leg = () => handoff;\n`,
      'leg/handoff.ts': `import { clock } from '../clock/clock.js';\nexport const handoff = () => clock;\n`,
      'clock/clock.ts': `import { leg } from '../leg/leg.js';\nexport const clock = () => leg;\n`,
    });
    expect(found).toEqual({ status: 1, cycles: 3 });
  });

  it('reports a cycle of types', () => {
    const found = check({
      'leg.ts': `import type { Handoff } from './handoff.js';\nexport interface Leg { handoff: Handoff }\n`,
      'handoff.ts': `import type { Leg } from './leg.js';\nexport interface Handoff { leg: Leg }\n`,
    });
    expect(found).toEqual({ status: 1, cycles: 2 });
  });

  it('passes files that import one way', () => {
    const found = check({
      'leg.ts': `import { clock } from './clock.js';\nexport const leg = () => clock;\n`,
      'handoff.ts': `import { clock } from './clock.js';\nexport const handoff = () => clock;\n`,
      'clock.ts': 'export const clock = 1;\n',
    });
    expect(found).toEqual({ status: 0, cycles: 0 });
  });
});
