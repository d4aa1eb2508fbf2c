import { aCompany, MONDAY_NINE } from '@baton/domain/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { InMemoryRelay } from '../testing/in-memory-relay.js';
import { HearCustomerUseCase } from './hear-customer.use-case.js';
import { RunCommandUseCase } from './run-command.use-case.js';

const opening = {
  subject: 'Charged twice',
  description: '',
  requester: { name: 'Carla', email: null, phone: null, zone: 'Europe/Berlin' },
  priority: 'P3',
  confidential: true,
  channel: 'phone',
  journeyId: 'refund',
} as const;

describe('hearing the customer', () => {
  let relay: InMemoryRelay;
  let customer: HearCustomerUseCase;
  let caseId: string;

  beforeEach(async () => {
    let ids = 0;
    const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
    relay = new InMemoryRelay({ now: () => MONDAY_NINE }, aCompany());
    customer = new HearCustomerUseCase(relay, newId);
    const opened = await new RunCommandUseCase(relay, newId).open(opening, { actorId: 'ann' });
    if (opened.outcome !== 'done') throw new Error(opened.outcome);
    caseId = opened.state.id;
  });

  it('writes down what they say, in nobody’s name, as of now', async () => {
    expect(await customer.message(caseId, { channel: 'web', text: 'One more thing' }, {})).toMatchObject({
      outcome: 'done',
      state: { unansweredSince: MONDAY_NINE },
      events: expect.arrayContaining([expect.objectContaining({ type: 'customer.wrote', by: null, at: MONDAY_NINE })]),
    });
  });

  it('counts a question for news against us (N11)', async () => {
    expect(await customer.request(caseId, { kind: 'update', text: '' }, {})).toMatchObject({
      outcome: 'done',
      state: { findings: [{ kind: 'avoidable-contact' }], escalations: [{ request: { kind: 'update' } }] },
    });
  });

  it('says no where the rules do', async () => {
    expect(await customer.request(caseId, { kind: 'urgent', text: ' ' }, {})).toMatchObject({
      outcome: 'refused',
      refusal: 'text-missing',
    });
    expect(await customer.message('00000000-0000-7000-8000-000000000000', { channel: 'web', text: 'x' }, {})).toEqual({
      outcome: 'not-found',
    });
  });
});
