import { HOUR, MINUTE, SECOND, type Seconds } from '@baton/kernel';

import type { Audience } from './escalation-policy.js';
import type { Company } from '../company/company.js';
import type { EscalationPolicy, EscalationStep, StepAction, TriggerKind } from './escalation-policy.js';

/** The ladder for a trigger: the company's own, or the one that every company starts with. */
export const policyFor = (trigger: TriggerKind, company: Company): EscalationPolicy =>
  company.policies.find((policy) => policy.trigger === trigger) ??
  defaultPolicies.find((policy) => policy.trigger === trigger)!;

const minutes = (count: number): Seconds => (count * MINUTE) / SECOND;
const hours = (count: number): Seconds => (count * HOUR) / SECOND;

const ask = (offsetSeconds: Seconds, audience: Audience): EscalationStep => step(offsetSeconds, audience, 'ask');

const step = (offsetSeconds: Seconds, audience: Audience, action: StepAction): EscalationStep => ({
  offsetSeconds,
  unit: 'business',
  audience,
  channels: ['in-app', 'mail'],
  action,
  needsAck: action === 'ask',
});

/**
 * The ladders a new company starts with: whoever holds the thing is asked, then the lead, then the head of the
 * department, and at the end oversight holds a finding. Hand-offs in transit are chased faster than legs.
 */
export const defaultPolicies: readonly EscalationPolicy[] = [
  ladder('stall', 'A leg stands still', [
    ask(0, 'holder'),
    ask(hours(2), 'lead'),
    step(hours(4), 'department-head', 'raise-urgency'),
    step(hours(8), 'oversight', 'open-finding'),
  ]),
  ladder('offer-stalled', 'An offer lies unanswered', [
    ask(0, 'holder'),
    step(minutes(10), 'lead', 'offer-to-pool'),
    ask(minutes(30), 'lead'),
    step(hours(2), 'department-head', 'raise-urgency'),
    step(hours(4), 'oversight', 'open-finding'),
  ]),
  ladder('offer-expired', 'An offer ran out', [
    ask(0, 'lead'),
    step(hours(1), 'department-head', 'raise-urgency'),
    step(hours(2), 'oversight', 'open-finding'),
  ]),
  ladder('at-risk', 'Little time is left', [
    ask(0, 'holder'),
    step(hours(1), 'lead', 'notify'),
    step(hours(2), 'owner', 'raise-urgency'),
  ]),
  ladder('breach', 'A target was missed', [
    ask(0, 'holder'),
    ask(hours(2), 'lead'),
    step(hours(4), 'department-head', 'add-co-owner'),
    step(hours(8), 'oversight', 'open-finding'),
  ]),
  ladder('promise-due', 'A promise was broken', [
    ask(0, 'holder'),
    ask(hours(1), 'lead'),
    step(hours(2), 'department-head', 'raise-urgency'),
    step(hours(4), 'oversight', 'open-finding'),
  ]),
  ladder('customer-asked', 'The customer asked', [
    ask(0, 'owner'),
    step(hours(2), 'lead', 'raise-urgency'),
    ask(hours(4), 'department-head'),
    step(hours(8), 'oversight', 'open-finding'),
  ]),
  ladder('nudged', 'Somebody asked how it stands', [
    ask(0, 'holder'),
    ask(hours(1), 'lead'),
    step(hours(2), 'department-head', 'raise-urgency'),
    step(hours(4), 'oversight', 'open-finding'),
  ]),
  ladder('finding-unanswered', 'A finding lies unanswered', [
    ask(0, 'lead'),
    ask(hours(8), 'department-head'),
    step(hours(16), 'oversight', 'open-finding'),
  ]),
];

function ladder(trigger: TriggerKind, name: string, steps: readonly EscalationStep[]): EscalationPolicy {
  return { id: `default-${trigger}`, version: 1, name, trigger, steps };
}
