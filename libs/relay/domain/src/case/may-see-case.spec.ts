import { describe, expect, it } from '@jest/globals';

import { aCompany, aPerson, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay } from '../testing/a-relay.js';
import { cancelCase } from './cancel-case.js';
import { accessAfterClosure, maySeeCase } from './may-see-case.js';

const company = aCompany();

const aCase = (confidential: boolean) => aRelay({ company, opening: { confidential, journeyId: null } }).state;

describe('seeing a case', () => {
  it.each([
    ['the owner', 'ann', true],
    ['a colleague of a department on the line', 'ben', true],
    ['oversight', 'olga', true],
    ['somebody of a department that the case does not reach', 'lakshmi', false],
  ])('a confidential one shows itself to %s: %s → %s', (_, personId, may) => {
    expect(maySeeCase(company.people.get(personId)!, aCase(true), company, MONDAY_NINE)).toBe(may);
  });

  it('a confidential one is open to a helper from elsewhere until 30 days after its end (O6)', () => {
    const relay = aRelay({ company, opening: { confidential: true, journeyId: null } });
    relay.run('ann', cancelCase, { reason: 'not needed' });
    const helped = {
      ...relay.state,
      coOwners: [
        ...relay.state.coOwners,
        { ...relay.state.coOwners[0]!, personId: 'lakshmi', role: 'contributor' as const },
      ],
    };
    const lakshmi = company.people.get('lakshmi')!;
    const end = relay.state.closedAt! + accessAfterClosure;
    expect([end, end + 1].map((at) => maySeeCase(lakshmi, helped, company, at))).toEqual([true, false]);
  });

  it('any other shows itself to everybody', () => {
    expect(maySeeCase(aPerson('stranger', { departmentId: 'elsewhere' }), aCase(false), company, MONDAY_NINE)).toBe(
      true,
    );
  });
});
