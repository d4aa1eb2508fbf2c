import { randomUUID } from 'node:crypto';

import type { CommandOptions, CommandOutcome, FirstAnswer, Moment, RelayUnitOfWork } from '@baton/application';
import { type Case, decide, handOverLeg, openCase, type OpenCase, type Rule, wakeCase } from '@baton/domain';

import { aCall } from './small-company.js';

/** The company's people at work: short words for commands, through the real rules, on any unit of work. */
export class TestDesk {
  constructor(readonly relay: RelayUnitOfWork) {}

  open(options: CommandOptions = {}, differs: Partial<OpenCase> = {}): Promise<CommandOutcome> {
    return this.relay.open(
      (caseId, number, moment) => by(openCase, { ...aCall(differs), number }, 'ann')(null, caseId, moment),
      options,
    );
  }

  /** A case of Ann's, on the phone unless something else matters. */
  async opened(differs: Partial<OpenCase> = {}): Promise<Case> {
    return done(await this.open({}, differs)).state;
  }

  run<Command>(
    { id }: Pick<Case, 'id'>,
    rule: Rule<Command>,
    command: Command,
    actorId: string,
    options: CommandOptions = {},
  ): Promise<CommandOutcome> {
    return this.relay.change(
      { kind: 'case', id },
      (state, moment) => by(rule, command, actorId)(state, id, moment),
      options,
    );
  }

  /** The same, and it has to succeed. */
  async does<Command>(state: Pick<Case, 'id'>, rule: Rule<Command>, command: Command, actorId: string): Promise<Case> {
    return done(await this.run(state, rule, command, actorId)).state;
  }

  /** Ann offers the next leg to billing. */
  handOver(state: Case, toPersonId: string | null = null): Promise<Case> {
    return this.does(
      state,
      handOverLeg,
      {
        legId: state.legs[0]!.id,
        toDepartmentId: null,
        toPersonId,
        legName: null,
        package: {},
        note: '',
        waiver: null,
        holdUntil: null,
      },
      'ann',
    );
  }

  /** The case as the next command would find it. */
  async look(caseId: string): Promise<Case> {
    let found: Case | undefined;
    await this.relay.change(
      { kind: 'case', id: caseId },
      (state) => {
        found = state;
        return { outcome: 'refused', refusal: 'only-looking' };
      },
      {},
    );
    return found!;
  }

  /** One round of the worker. */
  wake(before: (state: Case) => void = () => undefined) {
    return this.relay.wakeDue(100, ({ state, timers }, moment) => {
      before(state);
      const decision = by(wakeCase, timers, null)(state, state.id, moment);
      return decision.outcome === 'accepted' && decision.value.events.length > 0 ? decision.value : null;
    });
  }
}

export function done(outcome: CommandOutcome): Extract<FirstAnswer, { outcome: 'done' }> {
  if (outcome.outcome !== 'done') throw new Error(`not done: ${JSON.stringify(outcome)}`);
  return outcome;
}

const by =
  <Command>(rule: Rule<Command>, command: Command, actorId: string | null) =>
  (state: Case | null, caseId: string, { at, company }: Moment) =>
    decide(rule, caseId, state, command, {
      at,
      company,
      actor: actorId === null ? null : company.people.get(actorId)!,
      newId: randomUUID,
    });
