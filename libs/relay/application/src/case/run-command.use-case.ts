import { type CaseDraft, decide, openCase, type OpenCase, type Person, type Rule } from '@baton/domain';
import { type Decision, refuse } from '@baton/kernel';

import type { CaseRef, CommandOptions, CommandOutcome, Moment, RelayUnitOfWork } from '../relay-unit-of-work.js';
import { type FollowCommand, unfollowed, verbOf } from './follow-command.js';

/** Who commands, and how: the person, and the client's version and key. */
export interface Order extends CommandOptions {
  readonly actorId: string;
}

/**
 * Runs any command on a case: lock, decide, save, announce. Which rule decides is the caller's word; there is one such use
 * case for all verbs, since they differ in nothing but the rule (ADR-0003).
 */
export class RunCommandUseCase {
  constructor(
    private readonly unitOfWork: RelayUnitOfWork,
    private readonly newId: () => string,
    private readonly follow: FollowCommand = unfollowed,
  ) {}

  execute<Command>(rule: Rule<Command>, ref: CaseRef, command: Command, order: Order): Promise<CommandOutcome> {
    return this.follow(verbOf(rule), ref, () =>
      this.unitOfWork.change(
        ref,
        (state, moment) =>
          this.decide(moment, order.actorId, (actor) =>
            decide(rule, state.id, state, command, {
              at: moment.at,
              company: moment.company,
              actor,
              newId: this.newId,
            }),
          ),
        order,
      ),
    );
  }

  /** Opens a case; the caller becomes its owner (N12). */
  open(command: Omit<OpenCase, 'number'>, order: Order): Promise<CommandOutcome> {
    return this.follow(verbOf(openCase), null, () =>
      this.unitOfWork.open(
        (caseId, number, moment) =>
          this.decide(moment, order.actorId, (actor) =>
            decide(
              (draft: CaseDraft, opening: OpenCase) => openCase(draft, opening),
              caseId,
              null,
              { ...command, number },
              { at: moment.at, company: moment.company, actor, newId: this.newId },
            ),
          ),
        order,
      ),
    );
  }

  /** Nobody who has left the company commands. */
  private decide<A>(moment: Moment, actorId: string, rule: (actor: Person) => Decision<A>): Decision<A> {
    const actor = moment.company.people.get(actorId);
    return actor?.active ? rule(actor) : refuse('not-allowed', { personId: actorId });
  }
}
