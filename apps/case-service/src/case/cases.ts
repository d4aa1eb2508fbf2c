import { type CaseRef, type CommandOutcome, type Order, RunCommandUseCase } from '@baton/application';
import { type Company, maySeeCase, type OpenCase, type Rule } from '@baton/domain';
import { refuse } from '@baton/kernel';
import { CompanyDirectory, isOpenToTheCompany, readCaseOf, RememberedCases, type SeenCase } from '@baton/persistence';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Answer } from '../http/answer.js';
import { responseTo } from '../http/order.js';
import { Problem } from '../http/problem.js';
import { HIDDEN } from '../http/status-of-refusal.js';

/** The way from a route to a case: whoever may not see one finds nothing, whether they read or command. */
@Injectable()
export class Cases {
  constructor(
    private readonly commands: RunCommandUseCase,
    private readonly dataSource: DataSource,
    private readonly directory: CompanyDirectory,
    private readonly remembered: RememberedCases,
  ) {}

  /** The case of a reference as this person may see it, or 404. */
  async seenBy(personId: string, ref: CaseRef): Promise<SeenCase & { readonly company: Company }> {
    const seen = await readCaseOf(this.dataSource, ref, this.remembered);
    if (!seen) throw Problem.notFound();
    const company = await this.directory.asOf(seen.revision);
    const person = company.people.get(personId);
    if (!person || !maySeeCase(person, seen.state, company, Date.now())) throw Problem.notFound();
    return { ...seen, company };
  }

  /** Lets on whoever may see the case: 404 for others. Cheaper than reading it. */
  async mustBeSeenBy(personId: string, id: string): Promise<void> {
    if (!(await isOpenToTheCompany(this.dataSource, id))) await this.seenBy(personId, { kind: 'case', id });
  }

  /** Runs a command and answers with the case as it is afterwards. */
  async run<Command>(rule: Rule<Command>, ref: CaseRef, command: Command, order: Order): Promise<Answer> {
    const outcome = await this.commands.execute(onlyIfSeen(rule), ref, command, order);
    // A version is already news about a case that somebody may not know of.
    if (outcome.outcome === 'stale') await this.seenBy(order.actorId, ref);
    return answerTo(outcome, 200);
  }

  /** Opens a case for the caller. */
  async open(command: Omit<OpenCase, 'number'>, order: Order): Promise<Answer> {
    const answer = answerTo(await this.commands.open(command, order), 201);
    const { id } = answer.body as { id: string };
    return new Answer(answer.body, { ...answer.facts, location: `/api/v1/cases/${id}` });
  }
}

/** Every verb asks what reading asks: foreign and missing cases answer alike. */
function onlyIfSeen<Command>(rule: Rule<Command>): Rule<Command> {
  const asked: Rule<Command> = (draft, command) => {
    const { actor } = draft.situation;
    return actor && maySeeCase(actor, draft.state, draft.company, draft.at) ? rule(draft, command) : refuse(HIDDEN);
  };
  // Still the same verb: metrics and traces call it by its name.
  return Object.defineProperty(asked, 'name', { value: rule.name });
}

function answerTo(outcome: CommandOutcome, successStatus: number): Answer {
  switch (outcome.outcome) {
    case 'done':
      return new Answer(responseTo(outcome, successStatus).body, {
        status: successStatus,
        version: outcome.state.version,
      });
    case 'refused':
      throw Problem.refused(outcome.refusal, outcome.detail);
    case 'replayed':
      if (outcome.response.status >= 400) throw Problem.again(outcome.response);
      return Answer.again(outcome.response);
    case 'not-found':
      throw Problem.notFound();
    case 'stale':
      throw new Problem(412, 'stale', { version: outcome.version });
    case 'key-reused':
      throw new Problem(422, 'key-reused');
  }
}
