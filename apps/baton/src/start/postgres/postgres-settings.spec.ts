import { describe, expect, it } from '@jest/globals';

import { postgresSettings, smaller } from './postgres-settings.js';

const MB = 2 ** 20;

describe('the settings of the embedded PostgreSQL', () => {
  it.each([
    ['a container of half a gigabyte', 512, '128MB'],
    ['a small machine', 1024, '128MB'],
    ['a laptop of 2 GB', 2048, '256MB'],
    ['one of which the system keeps a little', 3900, '487MB'],
    ['a large machine', 8192, '1024MB'],
    ['a very large one', 262_144, '1024MB'],
  ])('give %s, %i MB, a share for its buffers: %s', (_, memory, buffers) => {
    expect(postgresSettings(memory * MB).shared_buffers).toBe(buffers);
  });

  it.each<[string, number | undefined, number]>([
    ['a container may take less than the machine has', 512, 512],
    ['there is no limit', 0, 8192],
    ['nothing is known of one', undefined, 8192],
    ['“no limit” is said by a number beyond all memory', 2 ** 44, 8192],
  ])('reckon with the memory that is there: %s', (_, limit, expected) => {
    expect(smaller(8192, limit)).toBe(expected);
  });
});
