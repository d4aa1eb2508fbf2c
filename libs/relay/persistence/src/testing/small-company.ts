import {
  AROUND_THE_CLOCK,
  type CompanyRecords,
  type Department,
  type JourneyTemplate,
  type OpenCase,
  type Person,
  type TemplateLeg,
} from '@baton/domain';

/** Three departments that never close, two people each, and a journey from dispatch over billing back to dispatch. */
export function smallCompany(): Omit<CompanyRecords, 'revision'> {
  return {
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
      department('dispatch', 'frontline'),
      department('billing', 'back-office'),
      department('oversight', 'oversight'),
    ],
    people: [
      person('ann', 'dispatch', 'agent'),
      person('dirk', 'dispatch', 'lead'),
      person('bea', 'billing', 'agent'),
      person('bill', 'billing', 'lead'),
      person('olga', 'oversight', 'supervisor'),
      person('omar', 'oversight', 'lead'),
    ],
    journeys: [journey()],
    policies: [],
  };
}

const leads: Readonly<Record<string, string>> = { dispatch: 'dirk', billing: 'bill', oversight: 'omar' };

const department = (id: string, kind: Department['kind']): Department => ({
  id,
  name: id,
  kind,
  calendarId: 'always',
  leadId: leads[id]!,
  headId: null,
  acceptanceTargetSeconds: 1800,
  stallThresholdSeconds: 7200,
  active: true,
});

const person = (id: string, departmentId: string, role: Person['role']): Person => ({
  id,
  name: id,
  email: `${id}@baton.example`,
  role,
  departmentId,
  zone: 'Europe/Berlin',
  active: true,
  substituteId: null,
  presence: 'available',
  language: null,
  absences: [],
});

const targets = (hours: number) => ({ P1: hours * 3600, P2: hours * 3600, P3: hours * 3600, P4: hours * 3600 });

const journey = (): JourneyTemplate => ({
  id: 'refund',
  version: 1,
  name: 'Refund',
  legs: [leg(1, 'dispatch', 'Take the call'), leg(2, 'billing', 'Pay back'), leg(3, 'dispatch', 'Call back')],
  joins: [],
  caseTargetSeconds: targets(48),
  firstResponseSeconds: targets(4),
  silenceSeconds: null,
  active: true,
});

const leg = (step: number, departmentId: string, name: string): TemplateLeg => ({
  key: `step-${step}`,
  name,
  step,
  departmentId,
  mandatory: true,
  olaSeconds: 4 * 3600,
  acceptanceSeconds: null,
  reworkShare: 0.5,
  packageFields: [],
  exitChecklist: [],
  preparation: [{ key: 'look', label: 'Look up the invoice', required: false }],
  mayContactCustomer: true,
  customerWording: name,
});

/** A customer on the phone. */
export const aCall = (differs: Partial<OpenCase> = {}): Omit<OpenCase, 'number'> => ({
  subject: 'Charged twice',
  description: 'The card was charged twice in May.',
  requester: { name: 'Zoë Öğüt', email: 'zoe@customer.example', phone: null, zone: 'Asia/Kolkata' },
  priority: 'P3',
  confidential: false,
  channel: 'phone',
  journeyId: 'refund',
  ...differs,
});
