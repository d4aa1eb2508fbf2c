import { RunCommandUseCase, WakeDueCasesUseCase } from '@baton/application';
import type { Case, Company, OpenCase, Rule } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import { CaseSitting } from '@baton/persistence';

import { uuidV5 } from '../import/uuid-v5.js';

/** Any fixed uuid: the namespace of everything that a replay makes. */
const REPLAYED = '0b8f2f5e-7c53-5f0e-8d0c-5a3a2f6c9e11';

/** Where one case is played: the real use cases, at a time that the player sets. */
export class Stage {
  /** The instant at which the next command is decided. */
  at: Instant = 0;
  commands = 0;
  timersFired = 0;
  /** What people's commands were refused for: verb and reason, once for each time. */
  readonly refusals: string[] = [];
  readonly sitting: CaseSitting;
  private readonly run: RunCommandUseCase;
  private readonly timers: WakeDueCasesUseCase;

  /** The same seed, case and number give the same ids in every run. */
  constructor(
    private readonly caseName: string,
    number: number,
    company: Company,
    seed: string,
  ) {
    const id = uuidV5(`${seed}/${caseName}`, REPLAYED);
    let ids = 0;
    const newId = () => uuidV5(`${id}/${++ids}`, REPLAYED);
    this.sitting = new CaseSitting({ now: () => this.at }, company, { id, number });
    this.run = new RunCommandUseCase(this.sitting, newId);
    this.timers = new WakeDueCasesUseCase(this.sitting, newId);
  }

  get state(): Case {
    return this.sitting.state;
  }

  async open(command: Omit<OpenCase, 'number'>, actorId: string): Promise<void> {
    this.commands += 1;
    const outcome = await this.run.open(command, { actorId });
    if (outcome.outcome !== 'done') throw new Error(`${this.caseName} was not opened: ${JSON.stringify(outcome)}`);
  }

  /** A command of a person; says whether it was taken. */
  async does<Command>(verb: string, rule: Rule<Command>, command: Command, actorId: string): Promise<boolean> {
    this.commands += 1;
    const outcome = await this.run.execute(rule, { kind: 'case', id: this.state.id }, command, { actorId });
    if (outcome.outcome === 'refused') this.refusals.push(`${verb}: ${outcome.refusal}`);
    return outcome.outcome === 'done';
  }

  /** Lets every timer take effect at its own instant, up to and with this one. */
  async wakeUntil(until: Instant): Promise<void> {
    for (let at = this.sitting.nextWakeAt; at !== null && at <= until; at = this.sitting.nextWakeAt) {
      this.at = Math.max(at, this.at);
      this.timersFired += (await this.timers.execute(1)).timersFired;
    }
    this.at = Math.max(until, this.at);
  }
}
