import {
  customerAsks,
  type CustomerAsks,
  decide,
  recordCustomerMessage,
  type RecordCustomerMessage,
  type Rule,
} from '@baton/domain';

import type { CommandOptions, CommandOutcome, RelayUnitOfWork } from '../relay-unit-of-work.js';

/**
 * What customers say on their own page. They are nobody of the company, so it is written down in Baton's name; and since
 * Baton's name opens every door, only the two rules that listen to customers can be reached from here.
 */
export class HearCustomerUseCase {
  constructor(
    private readonly unitOfWork: RelayUnitOfWork,
    private readonly newId: () => string,
  ) {}

  /** The customer wrote, just now by the database's clock. */
  message(caseId: string, message: Omit<RecordCustomerMessage, 'receivedAt'>, options: CommandOptions) {
    const receivedNow: Rule<typeof message> = (draft, said) =>
      recordCustomerMessage(draft, { ...said, receivedAt: draft.at });
    return this.hear(receivedNow, caseId, message, options);
  }

  /** The customer asks how it stands, or says that it has become urgent. */
  request(caseId: string, request: CustomerAsks, options: CommandOptions): Promise<CommandOutcome> {
    return this.hear(customerAsks, caseId, request, options);
  }

  private hear<Said>(rule: Rule<Said>, caseId: string, said: Said, options: CommandOptions): Promise<CommandOutcome> {
    return this.unitOfWork.change(
      { kind: 'case', id: caseId },
      (state, { at, company }) => decide(rule, state.id, state, said, { at, company, actor: null, newId: this.newId }),
      options,
    );
  }
}
