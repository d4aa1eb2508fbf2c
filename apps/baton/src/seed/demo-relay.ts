import { type CommandOutcome, type RelayUnitOfWork, RunCommandUseCase } from '@baton/application';
import {
  acceptHandoff,
  type Case,
  type ContactChannel,
  type HandoffPackage,
  handOverLeg,
  type Leg,
  type Priority,
  progressLeg,
  type Rule,
} from '@baton/domain';
import { uuidv7 } from 'uuidv7';

/** A case of the demo as it is being played: every move is a command, like those of people. */
export class DemoRelay {
  private constructor(
    private readonly commands: RunCommandUseCase,
    private state: Case,
  ) {}

  static async open(unitOfWork: RelayUnitOfWork, ownerId: string, story: DemoStory): Promise<DemoRelay> {
    const commands = new RunCommandUseCase(unitOfWork, uuidv7);
    const outcome = await commands.open(
      {
        subject: story.subject,
        description: story.description,
        requester: { name: story.customer, email: null, phone: null, zone: 'Europe/Berlin' },
        priority: story.priority ?? 'P3',
        confidential: false,
        channel: story.channel ?? 'phone',
        journeyId: story.journeyId,
      },
      { actorId: ownerId },
    );
    return new DemoRelay(commands, stateAfter(outcome));
  }

  get id(): string {
    return this.state.id;
  }

  /** The leg of that name in its newest visit. */
  leg(name: string): Leg {
    return this.state.legs.findLast((leg) => leg.name === name)!;
  }

  async run<Command>(rule: Rule<Command>, command: Command, actorId: string): Promise<void> {
    this.state = stateAfter(
      await this.commands.execute(rule, { kind: 'case', id: this.state.id }, command, { actorId }),
    );
  }

  /** Hands a leg over, to a person or to the pool. */
  async handOver(name: string, brief: HandoffPackage, toPersonId: string | null = null): Promise<void> {
    const leg = this.leg(name);
    const nothing = { toDepartmentId: null, legName: null, note: '', waiver: null, holdUntil: null };
    await this.run(handOverLeg, { ...nothing, legId: leg.id, toPersonId, package: brief }, leg.holderId!);
  }

  async progress(name: string, note: string, byId: string): Promise<void> {
    const step = { legId: this.leg(name).id, kind: 'work-recorded', note, ticked: [], etaAt: null } as const;
    await this.run(progressLeg, step, byId);
  }

  async accept(name: string, byId: string): Promise<void> {
    const offer = this.state.handoffs.find(
      ({ toLegId, status }) => toLegId === this.leg(name).id && status === 'offered',
    )!;
    await this.run(acceptHandoff, { handoffId: offer.id }, byId);
  }
}

export interface DemoStory {
  readonly subject: string;
  readonly description: string;
  readonly customer: string;
  readonly journeyId: string | null;
  readonly priority?: Priority;
  readonly channel?: ContactChannel;
}

function stateAfter(outcome: CommandOutcome): Case {
  if (outcome.outcome === 'done') return outcome.state;
  throw new Error(`The demo company cannot be played: ${JSON.stringify(outcome)}`);
}
