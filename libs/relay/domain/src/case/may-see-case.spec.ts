import { describe, expect, it } from '@jest/globals';

import { aCompany, aPerson } from '../testing/a-company.js';
import { aRelay } from '../testing/a-relay.js';
import { maySeeCase } from './may-see-case.js';

const company = aCompany();

const aCase = (confidential: boolean) => aRelay({ company, opening: { confidential, journeyId: null } }).state;

describe('seeing a case', () => {
  it.each([
    ['the owner', 'ann', true],
    ['a colleague of a department on the line', 'ben', true],
    ['oversight', 'olga', true],
    ['somebody of a department that the case does not reach', 'lakshmi', false],
  ])('a confidential one shows itself to %s: %s → %s', (_, personId, may) => {
    expect(maySeeCase(company.people.get(personId)!, aCase(true), company)).toBe(may);
  });

  it('any other shows itself to everybody', () => {
    expect(maySeeCase(aPerson('stranger', { departmentId: 'elsewhere' }), aCase(false), company)).toBe(true);
  });
});
