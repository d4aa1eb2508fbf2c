import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

import { drawTransitions } from './draw-transitions.js';

const page = new URL('../../../../../docs/transitions.md', import.meta.url);

it('docs/transitions.md shows the states as the rules have them; build and run tools/transitions.mjs to draw it anew', () => {
  expect(readFileSync(page, 'utf8')).toBe(drawTransitions());
});
