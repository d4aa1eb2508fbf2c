import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

import { placesOf } from '../faults/broken-copy.js';
import { defects } from '../faults/defects.js';
import { twice } from '../faults/delivered-twice.js';
import { failpoints } from '../faults/failpoints.js';
import { deadly, shortLeases } from '../faults/poison.js';
import { PROJECT } from '../support/command-line.js';

describe('the battery of faults', () => {
  it.each([...failpoints, ...defects.flatMap(({ edits }) => edits), deadly, shortLeases, ...twice])(
    'finds what it breaks in $file',
    (edit) => expect(placesOf(edit)).toBe(1),
  );

  it('loses nothing in a short round (npm run faults -- --short)', () => {
    const seed = String(Date.now() % 1_000_000);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/faults.mjs', '--short', '--seed', seed], {
      cwd: PROJECT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`seed ${seed} ended with ${status}:\n${stdout}${stderr}`);
    expect(stdout.match(/^F\d+ .*: holds/gm)?.length).toBeGreaterThan(4);
    expect(stdout).not.toMatch(/BREACH/);
  }, 600_000);
});
