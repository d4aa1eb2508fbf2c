import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawTransitions } from '@baton/domain';
import { expect, it } from '@jest/globals';

const page = join(import.meta.dirname, '../../docs/transitions.md');

it('docs/transitions.md shows the states as the rules have them; build and run tools/transitions.mjs to draw it anew', () => {
  expect(readFileSync(page, 'utf8')).toBe(drawTransitions());
});
