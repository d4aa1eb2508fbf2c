import { AROUND_THE_CLOCK, type CompanyRecords, type Department, type Person, type TemplateLeg } from '@baton/domain';

/** Four departments that never close; Ann of the frontline, Bea and Bob of billing, Lars of legal, Olga oversees, Ada administers. */
export const company: Omit<CompanyRecords, 'revision'> = {
  calendars: [
    {
      id: 'always',
      version: 1,
      effectiveFrom: 0,
      name: 'Always open',
      zone: 'Europe/Berlin',
      week: AROUND_THE_CLOCK,
      holidays: [],
      overrides: [],
    },
  ],
  departments: [
    aDepartment('frontline', 'frontline', 'fred'),
    aDepartment('billing', 'back-office', 'bill'),
    aDepartment('legal', 'back-office', 'lars'),
    aDepartment('oversight', 'oversight', 'olga'),
  ],
  people: [
    aPerson('ann', 'frontline'),
    aPerson('fred', 'frontline', 'lead'),
    aPerson('bea', 'billing'),
    aPerson('bob', 'billing'),
    aPerson('bill', 'billing', 'lead'),
    aPerson('lars', 'legal'),
    aPerson('olga', 'oversight', 'supervisor'),
    aPerson('ada', 'oversight', 'admin'),
    { ...aPerson('gone', 'billing'), active: false },
  ],
  journeys: [
    {
      id: 'refund',
      version: 1,
      name: 'Refund',
      legs: [aLeg('intake', 1, 'frontline'), aLeg('check', 2, 'billing'), aLeg('wrap-up', 3, 'frontline')],
      joins: [],
      caseTargetSeconds: { P1: 86_400, P2: 86_400, P3: 86_400, P4: 86_400 },
      firstResponseSeconds: { P1: 3600, P2: 3600, P3: 3600, P4: 3600 },
      silenceSeconds: 43_200,
      active: true,
    },
  ],
  policies: [],
};

export function aPerson(id: string, departmentId: string, role: Person['role'] = 'agent'): Person {
  return {
    id,
    name: id[0]!.toUpperCase() + id.slice(1),
    email: `${id}@example.com`,
    role,
    departmentId,
    zone: 'Europe/Berlin',
    active: true,
    substituteId: null,
    presence: 'available',
    language: null,
    absences: [],
  };
}

function aDepartment(id: string, kind: Department['kind'], leadId: string): Department {
  return {
    id,
    name: id[0]!.toUpperCase() + id.slice(1),
    kind,
    calendarId: 'always',
    leadId,
    headId: null,
    acceptanceTargetSeconds: 1800,
    stallThresholdSeconds: 7200,
    active: true,
  };
}

function aLeg(key: string, step: number, departmentId: string): TemplateLeg {
  return {
    key,
    name: key,
    step,
    departmentId,
    mandatory: true,
    olaSeconds: 3600,
    acceptanceSeconds: null,
    reworkShare: 0.5,
    packageFields: [],
    exitChecklist: [],
    preparation: [],
    mayContactCustomer: step !== 2,
    customerWording: key,
  };
}
