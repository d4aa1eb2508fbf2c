import type { Audience, EscalationPolicy, EscalationStep, StepAction, TriggerKind } from '@baton/domain';
import type { Seconds } from '@baton/kernel';

const minutes = (count: number): Seconds => count * 60;

/** Ladders with short rungs, so that one can watch a case being chased over a cup of coffee. */
export const demoPolicies: readonly EscalationPolicy[] = [
  ladder('offer-stalled', 'An offer lies unanswered', [
    rung(0, 'holder', 'ask'),
    rung(minutes(2), 'lead', 'ask'),
    rung(minutes(10), 'department-head', 'raise-urgency'),
    rung(minutes(30), 'oversight', 'open-finding'),
  ]),
  ladder('offer-expired', 'An offer ran out', [
    rung(0, 'lead', 'ask'),
    rung(minutes(10), 'department-head', 'raise-urgency'),
    rung(minutes(30), 'oversight', 'open-finding'),
  ]),
  ladder('stall', 'A leg stands still', [
    rung(0, 'holder', 'ask'),
    rung(minutes(15), 'lead', 'ask'),
    rung(minutes(30), 'department-head', 'raise-urgency'),
    rung(minutes(60), 'oversight', 'open-finding'),
  ]),
];

function ladder(trigger: TriggerKind, name: string, steps: readonly EscalationStep[]): EscalationPolicy {
  return { id: `demo-${trigger}`, version: 1, name, trigger, steps };
}

function rung(offsetSeconds: Seconds, audience: Audience, action: StepAction): EscalationStep {
  return { offsetSeconds, unit: 'business', audience, channels: ['in-app'], action, needsAck: action === 'ask' };
}
