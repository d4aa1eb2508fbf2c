import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

import { placesOf } from '../faults/broken-copy.js';
import { type Defect, defects } from '../faults/defects.js';
import { twice } from '../faults/delivered-twice.js';
import { failpoints } from '../faults/failpoints.js';
import type { Fault } from '../faults/fault.js';
import { next } from '../faults/next-version.js';
import { deadly, shortLeases } from '../faults/poison.js';
import { type DefectResult, report, type Result } from '../faults/report.js';
import { PROJECT } from '../support/command-line.js';

describe('the battery of faults', () => {
  it.each([...failpoints, ...defects.flatMap(({ edits }) => edits), deadly, shortLeases, ...twice, next])(
    'finds what it breaks in $file',
    (edit) => expect(placesOf(edit)).toBe(1),
  );

  it('writes what was run into its page, and leaves what was not', () => {
    const [one, other] = [aFault('F1'), aFault('F2')];
    const battery = { faults: [one, other], defects: defects.slice(0, 2) };
    const [first, second] = battery.defects as [Defect, Defect];
    const caught = (defect: Defect, caughtBy?: string) => ({ defect, caughtBy, notHere: undefined });
    const runs: readonly (readonly [readonly Result[], readonly DefectResult[]])[] = [
      [[resultOf(one)], []],
      [[], [caught(first, 'I1 it is not there | at all'), caught(second)]],
      [[resultOf(other, 'I2 it is there twice')], []],
      [[], [caught(second, 'too late')]],
    ];
    const pages: string[] = [];
    for (const [results, found] of runs) pages.push(report(pages.at(-1) ?? '', battery, results, found, pages.length));
    expect(pages[0]).toMatch(/^\| F1 \| done \| 3 \(fewer\): 2 things \| 5 \| nothing \| – \|$/m);
    expect(pages[0]).toMatch(/^\| F2 \| done \| not run yet \| 5 /m);
    expect(pages[0]).toContain('0 of 0 were caught');
    expect(pages[1]).toContain('had seed 0');
    expect(pages[1]).toContain('1 of 2 were caught, 1 of them by a breach');
    expect(pages[3]).toMatch(/^\| F1 \| done \| 3 .*\n\| F2 \| done \| 3 \(fewer\): 2 things \| 5 \| \*\*1\*\* /m);
    expect(pages[3]).toContain(`| ${first.name} | ${first.shownBy} | I1 it is not there ¦ at all |`);
    expect(pages[3]).toContain('2 of 2 were caught, 1 of them by a breach');
    expect(pages[3]).toContain('had seed 2');
  });

  it('loses nothing when each fault is done shortly (npm run faults -- --minutes 2)', () => {
    const args = ['tools/faults.mjs', '--minutes', '2', '--seed', String(Date.now() % 1_000_000)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    expect(stdout.match(/^F\d+ .*: (holds|NOT RUN, .*) \(/gm)).toHaveLength(21);
    expect(stdout).not.toMatch(/BREACH/);
  }, 900_000);
});

const aFault = (id: string): Fault => ({
  id,
  name: 'done',
  times: 5,
  share: 1,
  run: async () => undefined,
});

const resultOf = (fault: Fault, ...breaches: readonly string[]): Result => ({
  fault,
  run: { times: 3, breaches: [...breaches], counts: new Map([['things', 2]]), figures: [], seconds: 1 },
  notHere: undefined,
});
