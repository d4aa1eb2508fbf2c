import { buildCompany } from '@baton/domain';
import type { StalledItem } from '@baton/persistence';
import { expect, it } from '@jest/globals';
import { company } from '../testing/a-company.js';
import { businessAge } from './business-age.js';

it('counts the hours that the department was open, not the night (clock rule 29)', () => {
  const week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: '09:00', to: '17:00' }]]));
  const calendars = [{ ...company.calendars[0]!, id: 'always', week }];
  const item = {
    departmentId: 'billing',
    since: Date.parse('2026-06-05T16:00+02:00'), // a Friday
    lastProgressAt: Date.parse('2026-06-05T12:00+02:00'),
  } as StalledItem;
  const at = Date.parse('2026-06-08T10:30+02:00');
  expect(businessAge(item, buildCompany({ ...company, calendars, revision: 1 }), at)).toEqual({
    sinceOpenSeconds: 2.5 * 3600,
    progressOpenSeconds: 6.5 * 3600,
  });
  expect(businessAge({ ...item, lastProgressAt: null }, buildCompany({ ...company, revision: 1 }), at)).toEqual({
    sinceOpenSeconds: 66.5 * 3600,
    progressOpenSeconds: null,
  });
});
