import {
  customerAsks,
  type CustomerAsks,
  decide,
  recordCustomerMessage,
  type RecordCustomerMessage,
  type Rule,
} from '@baton/domain';

import type { CaseRef, CommandOptions, CommandOutcome, RelayUnitOfWork } from '../relay-unit-of-work.js';
import { type FollowCommand, unfollowed, verbOf } from './follow-command.js';

/**
 * What customers say on their own page. They are nobody of the company, so it is written down in Baton's name; and since
 * Baton's name opens every door, only the two rules that listen to customers can be reached from here.
 */
export class HearCustomerUseCase {
  constructor(
    private readonly unitOfWork: RelayUnitOfWork,
    private readonly newId: () => string,
    private readonly follow: FollowCommand = unfollowed,
  ) {}

  /** The customer wrote, just now by the database's clock. */
  message(caseId: string, message: Omit<RecordCustomerMessage, 'receivedAt'>, options: CommandOptions) {
    const receivedNow: Rule<typeof message> = (draft, said) =>
      recordCustomerMessage(draft, { ...said, receivedAt: draft.at });
    return this.hear(verbOf(recordCustomerMessage), receivedNow, caseId, message, options);
  }

  /** The customer asks how it stands, or says that it has become urgent. */
  request(caseId: string, request: CustomerAsks, options: CommandOptions): Promise<CommandOutcome> {
    return this.hear(verbOf(customerAsks), customerAsks, caseId, request, options);
  }

  private hear<Said>(verb: string, rule: Rule<Said>, caseId: string, said: Said, options: CommandOptions) {
    const ref: CaseRef = { kind: 'case', id: caseId };
    return this.follow(verb, ref, () =>
      this.unitOfWork.change(
        ref,
        (state, { at, company }) =>
          decide(rule, state.id, state, said, { at, company, actor: null, newId: this.newId }),
        options,
      ),
    );
  }
}
