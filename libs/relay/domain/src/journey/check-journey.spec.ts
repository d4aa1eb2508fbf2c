import { describe, expect, it } from '@jest/globals';

import { onDays, aCalendar } from '../testing/a-calendar.js';
import { aCompany, aJourney, aTemplateLeg, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { checkJourney, leastOpenSeconds } from './check-journey.js';
import type { JourneyTemplate } from './journey-template.js';

const hours = (count: number) => count * 3600;
const every = (count: number) => ({ P1: hours(count), P2: hours(count), P3: hours(count), P4: hours(count) });
const [intake, check, tell] = [
  aTemplateLeg('intake', 1, 'frontline'),
  aTemplateLeg('check', 2, 'billing'),
  aTemplateLeg('tell', 3, 'frontline'),
] as const;

describe('a journey template', () => {
  it.each<[string, Partial<JourneyTemplate>]>([
    ['no-legs', { legs: [] }],
    ['unknown-department', { legs: [intake, aTemplateLeg('x', 2, 'atlantis'), tell] }],
    ['first-leg-not-frontline', { legs: [check, aTemplateLeg('tell', 3, 'frontline')] }],
    ['first-leg-not-frontline', { legs: [intake, aTemplateLeg('twin', 1, 'frontline'), tell] }],
    ['last-leg-not-frontline', { legs: [intake, check] }],
    ['target-not-positive', { legs: [intake, aTemplateLeg('x', 2, 'billing', { olaSeconds: 0 }), tell] }],
    ['target-not-positive', { legs: [intake, aTemplateLeg('x', 2, 'billing', { acceptanceSeconds: 0 }), tell] }],
    ['target-not-positive', { legs: [intake, aTemplateLeg('x', 2, 'billing', { reworkShare: 0 }), tell] }],
    ['target-not-positive', { legs: [intake, tell], caseTargetSeconds: { ...every(40), P2: 0 } }],
    ['join-cannot-be-met', { joins: [{ step: 9, rule: { kind: 'any' } }] }],
    ['join-cannot-be-met', { joins: [{ step: 2, rule: { kind: 'n-of', n: 2 } }] }],
    ['join-cannot-be-met', { joins: [{ step: 2, rule: { kind: 'n-of', n: 0 } }] }],
    ['legs-exceed-case-target', { legs: [intake, check, tell], caseTargetSeconds: { ...every(24), P1: hours(23) } }],
  ])('is refused: %s with %j', (refusal, differs) => {
    expect(checkJourney(aJourney(differs), aCompany(), MONDAY_NINE)).toMatchObject({ outcome: 'refused', refusal });
  });

  it('is kept when its legs just fit', () => {
    const fits = aJourney({ legs: [intake, check, tell], caseTargetSeconds: every(24) });
    expect(checkJourney(fits, aCompany(), MONDAY_NINE)).toMatchObject({ outcome: 'accepted' });
  });

  it('needs as long as the longest of parallel legs', () => {
    const legs = [intake, check, aTemplateLeg('review', 2, 'oversight', { olaSeconds: hours(3) }), tell];
    expect(leastOpenSeconds(aJourney({ legs }), aCompany(), MONDAY_NINE)).toBe(hours(24));
  });

  it('costs the case’s own clock nothing while another department works at night', () => {
    const company = aCompany({
      calendars: [
        ...companyRecords.calendars,
        aCalendar({ id: 'night', week: onDays([1, 2, 3, 4, 5], '17:00-24:00') }),
      ],
      departments: companyRecords.departments.map((one) =>
        one.id === 'billing' ? { ...one, calendarId: 'night' } : one,
      ),
    });
    const legs = [intake, aTemplateLeg('check', 2, 'billing', { olaSeconds: hours(7) }), tell];
    expect(leastOpenSeconds(aJourney({ legs }), company, MONDAY_NINE)).toBe(hours(16));
  });
});
