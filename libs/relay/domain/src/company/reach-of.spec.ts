import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '@baton/kernel';

import { AROUND_THE_CLOCK } from '../calendar/business-calendar.js';
import { aCalendar } from '../testing/a-calendar.js';
import { aCompany, aDepartment, aPerson, MONDAY_NINE } from '../testing/a-company.js';
import { reachOf } from './reach-of.js';

describe('who would take up an offer now', () => {
  const company = aCompany();

  it('is told until when the department is open', () => {
    expect(reachOf(company, 'billing', MONDAY_NINE)).toMatchObject({
      opensAt: null,
      closesAt: MONDAY_NINE + 8 * HOUR,
    });
  });

  it('is told when it opens next', () => {
    const friday = MONDAY_NINE + 4 * DAY;
    expect(reachOf(company, 'billing', friday + 8 * HOUR)).toMatchObject({
      opensAt: MONDAY_NINE + 7 * DAY,
      closesAt: null,
    });
  });

  it('is told of no end where nothing closes', () => {
    const always = aCompany({
      calendars: [aCalendar({ id: 'always', week: AROUND_THE_CLOCK })],
      departments: [aDepartment('night', 'nina', { calendarId: 'always' })],
      people: [],
    });
    expect(reachOf(always, 'night', MONDAY_NINE)).toEqual({ opensAt: null, closesAt: null, people: 0, present: 0 });
  });

  it('counts those who are there, out of those who work there', () => {
    const people = [
      aPerson('bea', { departmentId: 'billing' }),
      aPerson('bob', { departmentId: 'billing', presence: 'away' }),
      aPerson('ida', { departmentId: 'billing', absences: [{ from: 0, to: MONDAY_NINE + DAY }] }),
      aPerson('eve', { departmentId: 'billing', active: false }),
      aPerson('ann'),
    ];
    expect(reachOf(aCompany({ people }), 'billing', MONDAY_NINE)).toMatchObject({ people: 3, present: 1 });
  });
});
