import { describe, expect, it } from '@jest/globals';

import { checkPolicy } from './check-policy.js';
import { defaultPolicies } from './default-policies.js';
import type { EscalationPolicy } from './escalation-policy.js';

const stall = defaultPolicies[0]!;
const withOffsets = (...offsets: readonly number[]): EscalationPolicy => ({
  ...stall,
  steps: offsets.map((offsetSeconds) => ({ ...stall.steps[0]!, offsetSeconds })),
});

describe('checking a ladder', () => {
  it.each(defaultPolicies.map((policy) => [policy.trigger, policy] as const))('accepts the one for %s', (_, policy) => {
    expect(checkPolicy(policy).outcome).toBe('accepted');
  });

  it.each([
    ['name-missing', { ...stall, name: ' ' }],
    ['no-steps', withOffsets()],
    ['offset-negative', withOffsets(-1)],
    ['offset-negative', withOffsets(Number.NaN)],
    ['offsets-not-ascending', withOffsets(0, 60, 60)],
  ])('refuses: %s', (refusal, policy) => {
    expect(checkPolicy(policy)).toMatchObject({ outcome: 'refused', refusal });
  });
});
