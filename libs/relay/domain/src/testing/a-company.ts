import type { Instant } from '@baton/kernel';

import { buildCompany } from '../company/build-company.js';
import type { Company, CompanyRecords } from '../company/company.js';
import type { Department } from '../company/department.js';
import type { Person } from '../company/person.js';
import type { JourneyTemplate, TemplateLeg } from '../journey/journey-template.js';
import { aCalendar, onDays } from './a-calendar.js';

const hours = (count: number) => count * 3600;

/** Monday, 1 June 2026, 09:00 in Berlin: the doors open. */
export const MONDAY_NINE: Instant = Date.parse('2026-06-01T07:00:00Z');

/**
 * A small company for tests. Frontline (Ann, led by Ben), billing (Bea and Bob, led by Lea, headed by Hal), legal in India
 * (Lakshmi, led by Lalit), and oversight (Olga). Its journey runs frontline → billing → legal → frontline.
 */
export function aCompany(differs: Partial<CompanyRecords> = {}): Company {
  return buildCompany({ ...companyRecords, ...differs });
}

/** A member of the frontline, unless something else matters. */
export function aPerson(id: string, differs: Partial<Person> = {}): Person {
  return {
    id,
    name: id[0]!.toUpperCase() + id.slice(1),
    email: `${id}@example.org`,
    role: 'agent',
    departmentId: 'frontline',
    zone: 'Europe/Berlin',
    active: true,
    substituteId: null,
    presence: 'available',
    language: null,
    absences: [],
    ...differs,
  };
}

/** A back office in the Berlin office's hours, unless something else matters. */
export function aDepartment(id: string, leadId: string, differs: Partial<Department> = {}): Department {
  return {
    id,
    name: id[0]!.toUpperCase() + id.slice(1),
    kind: 'back-office',
    calendarId: 'berlin-office',
    leadId,
    headId: null,
    acceptanceTargetSeconds: hours(1),
    stallThresholdSeconds: hours(4),
    active: true,
    ...differs,
  };
}

/** A planned stretch of eight hours, unless something else matters. */
export function aTemplateLeg(
  key: string,
  step: number,
  departmentId: string,
  differs: Partial<TemplateLeg> = {},
): TemplateLeg {
  return {
    key,
    name: key,
    step,
    departmentId,
    mandatory: true,
    olaSeconds: hours(8),
    acceptanceSeconds: null,
    reworkShare: 0.5,
    packageFields: [],
    exitChecklist: [],
    preparation: [],
    mayContactCustomer: departmentId === 'frontline',
    customerWording: key,
    ...differs,
  };
}

/** The four legs of the test company, unless something else matters. */
export function aJourney(differs: Partial<JourneyTemplate> = {}): JourneyTemplate {
  return {
    id: 'refund',
    version: 1,
    name: 'Refund',
    legs: [
      aTemplateLeg('intake', 1, 'frontline'),
      aTemplateLeg('check', 2, 'billing'),
      aTemplateLeg('approve', 3, 'legal'),
      aTemplateLeg('tell', 4, 'frontline'),
    ],
    joins: [],
    caseTargetSeconds: { P1: hours(60), P2: hours(80), P3: hours(100), P4: hours(120) },
    firstResponseSeconds: { P1: hours(1), P2: hours(2), P3: hours(4), P4: hours(8) },
    silenceSeconds: hours(16),
    active: true,
    ...differs,
  };
}

/** The records behind `aCompany()`, to build others from. */
export const companyRecords: CompanyRecords = {
  revision: 1,
  people: [
    aPerson('ann'),
    aPerson('ben', { role: 'lead' }),
    aPerson('bea', { departmentId: 'billing' }),
    aPerson('bob', { departmentId: 'billing' }),
    aPerson('lea', { departmentId: 'billing', role: 'lead' }),
    aPerson('hal', { departmentId: 'billing', role: 'lead' }),
    aPerson('lakshmi', { departmentId: 'legal', zone: 'Asia/Kolkata' }),
    aPerson('lalit', { departmentId: 'legal', role: 'lead', zone: 'Asia/Kolkata' }),
    aPerson('olga', { departmentId: 'oversight', role: 'supervisor' }),
  ],
  departments: [
    aDepartment('frontline', 'ben', { kind: 'frontline' }),
    aDepartment('billing', 'lea', { headId: 'hal' }),
    aDepartment('legal', 'lalit', { calendarId: 'kolkata-office' }),
    aDepartment('oversight', 'olga', { kind: 'oversight' }),
  ],
  calendars: [
    aCalendar(),
    aCalendar({
      id: 'kolkata-office',
      name: 'Kolkata office',
      zone: 'Asia/Kolkata',
      week: onDays([1, 2, 3, 4, 5], '09:30-18:30'),
    }),
  ],
  journeys: [aJourney()],
  policies: [],
};
