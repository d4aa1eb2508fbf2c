import type {
  JoinRuleDto,
  JourneyView,
  PutJourneyRequest,
  TargetsDto,
  TemplateLegDto,
} from '../../api/generated/types.gen';

/** A leg as one edits it: in order, beside the one before it or after it. */
export interface DraftLeg extends Omit<TemplateLegDto, 'step'> {
  readonly isParallel: boolean;
  /** Of the first leg of a parallel step: when the step counts as complete. */
  readonly join: JoinRuleDto;
}

export interface DraftJourney {
  readonly name: string;
  readonly legs: readonly DraftLeg[];
  readonly caseTargetSeconds: TargetsDto;
  readonly firstResponseSeconds: TargetsDto;
  readonly silenceSeconds: number | null;
  readonly active: boolean;
}

const hours = (count: number) => count * 3600;

export const newLeg = (key: string, name: string, departmentId: string): DraftLeg => ({
  key,
  name,
  departmentId,
  mandatory: true,
  olaSeconds: hours(4),
  acceptanceSeconds: null,
  reworkShare: 0.5,
  packageFields: [],
  exitChecklist: [],
  preparation: [],
  mayContactCustomer: false,
  customerWording: name,
  isParallel: false,
  join: { kind: 'all' },
});

export const newJourney: DraftJourney = {
  name: '',
  legs: [],
  caseTargetSeconds: { P1: hours(9), P2: hours(16), P3: hours(48), P4: hours(96) },
  firstResponseSeconds: { P1: hours(0.5), P2: hours(1), P3: hours(4), P4: hours(8) },
  silenceSeconds: null,
  active: true,
};

export function draftOf({ legs, joins, silenceSeconds, ...rest }: JourneyView): DraftJourney {
  const inOrder = [...legs].sort((a, b) => a.step - b.step);
  return {
    ...rest,
    silenceSeconds: silenceSeconds ?? null,
    legs: inOrder.map(({ step, ...leg }, index) => ({
      ...leg,
      isParallel: inOrder[index - 1]?.step === step,
      join: joins.find((join) => join.step === step)?.rule ?? { kind: 'all' },
    })),
  };
}

/** The step of each leg, beginning with 1. */
export function stepsOf(legs: readonly DraftLeg[]): readonly number[] {
  let step = 0;
  return legs.map(({ isParallel }, index) => (isParallel && index > 0 ? step : ++step));
}

export function requestOf({
  name,
  legs,
  caseTargetSeconds,
  firstResponseSeconds,
  silenceSeconds,
  active,
}: DraftJourney): PutJourneyRequest {
  const steps = stepsOf(legs);
  return {
    name,
    legs: legs.map(({ isParallel: _, join: __, ...leg }, index) => ({ ...leg, step: steps[index]! })),
    joins: legs.flatMap(({ join }, index) => {
      const isFirstOfSeveral = steps[index - 1] !== steps[index] && steps[index + 1] === steps[index];
      return isFirstOfSeveral && join.kind !== 'all' ? [{ step: steps[index]!, rule: join }] : [];
    }),
    caseTargetSeconds: { ...caseTargetSeconds },
    firstResponseSeconds: { ...firstResponseSeconds },
    silenceSeconds,
    active,
  };
}
