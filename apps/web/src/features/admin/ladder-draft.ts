import type { EscalationStepDto, PolicyView, PutPolicyRequest } from '../../api/generated/types.gen';

/** A rung as one edits it: it keeps its key, wherever it is moved. */
export interface DraftStep extends EscalationStepDto {
  readonly key: number;
}

export interface DraftLadder extends Omit<PutPolicyRequest, 'steps'> {
  readonly steps: readonly DraftStep[];
}

/** An hour after the last one, to whoever comes next. */
export const nextStep = (steps: readonly DraftStep[]): DraftStep => {
  const last = steps.at(-1);
  return {
    key: Math.max(-1, ...steps.map(({ key }) => key)) + 1,
    offsetSeconds: last === undefined ? 0 : last.offsetSeconds + 3600,
    unit: last?.unit ?? 'business',
    audience: last === undefined ? 'holder' : 'lead',
    channels: ['in-app'],
    action: 'ask',
    needsAck: true,
  };
};

export const newLadder = (): DraftLadder => ({ name: '', trigger: 'stall', steps: [nextStep([])] });

export const draftOf = ({ name, trigger, steps }: PolicyView): DraftLadder => ({
  name,
  trigger,
  steps: steps.map((step, key) => ({ ...step, key })),
});

export const requestOf = ({ steps, ...rest }: DraftLadder): PutPolicyRequest => ({
  ...rest,
  steps: steps.map(({ key: _, ...step }) => step),
});
