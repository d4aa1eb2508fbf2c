import { accept, type Decision, refuse } from '@baton/kernel';

import type { EscalationPolicy } from './escalation-policy.js';

export type PolicyRefusal = 'name-missing' | 'no-steps' | 'offset-negative' | 'offsets-not-ascending';

/** Decides whether a ladder may be saved. Steps ascend: two due at one moment could not both be the highest (E2). */
export function checkPolicy(policy: EscalationPolicy): Decision<EscalationPolicy, PolicyRefusal> {
  if (policy.name.trim() === '') return refuse('name-missing', { field: 'name' });
  if (policy.steps.length === 0) return refuse('no-steps', { field: 'steps' });
  for (const [index, { offsetSeconds }] of policy.steps.entries()) {
    const field = `steps.${index}.offsetSeconds`;
    const before = policy.steps[index - 1]?.offsetSeconds;
    if (!(offsetSeconds >= 0)) return refuse('offset-negative', { field, value: offsetSeconds });
    if (before !== undefined && offsetSeconds <= before)
      return refuse('offsets-not-ascending', { field, value: offsetSeconds });
  }
  return accept(policy);
}
