/**
 * A company for whole tests: four departments that never close, and oversight. What happens after hours in a real one happens
 * within seconds here: billing answers an offer of the `repair` journey within two seconds, the workshop stalls after three.
 */
export const company = () => ({
  calendars: [
    {
      id: 'always',
      version: 1,
      effectiveFrom: 0,
      name: 'Always open',
      zone: 'UTC',
      week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
      holidays: [],
      overrides: [],
    },
  ],
  departments: [
    department('frontline', 'frontline', 'lea', HOUR),
    department('billing', 'back-office', 'lou', HOUR),
    department('workshop', 'back-office', 'wanda', 3),
    department('parts', 'back-office', 'pat', HOUR),
    department('oversight', 'oversight', 'olga', HOUR),
  ],
  people: [
    person('ana', 'frontline'),
    person('lea', 'frontline', 'lead'),
    person('bea', 'billing'),
    person('bob', 'billing'),
    person('lou', 'billing', 'lead'),
    person('wim', 'workshop'),
    person('wanda', 'workshop', 'lead'),
    person('pia', 'parts'),
    person('pat', 'parts', 'lead'),
    person('olga', 'oversight', 'supervisor'),
  ],
  journeys: [
    journey('repair', [
      leg(1, 'frontline', 'Take the call'),
      leg(2, 'billing', 'Check the cover', { acceptanceSeconds: 2 }),
      leg(3, 'workshop', 'Mend it'),
      leg(3, 'parts', 'Get the part'),
      leg(4, 'frontline', 'Tell the customer'),
    ]),
    journey('refund', [
      leg(1, 'frontline', 'Take the call'),
      leg(2, 'billing', 'Pay back'),
      leg(3, 'frontline', 'Call back'),
    ]),
    journey('careful', [
      leg(1, 'frontline', 'Take the call', { exitChecklist: [item('asked', 'Asked for the number', true)] }),
      leg(2, 'billing', 'Check the bill', {
        packageFields: [item('invoice', 'Invoice', true), item('since', 'Since', false)],
      }),
      leg(3, 'frontline', 'Call back', { preparation: [item('account', 'Opened the account', false)] }),
    ]),
    journey('hurry', [
      leg(1, 'frontline', 'Take the call'),
      leg(2, 'workshop', 'Look at it', { acceptanceSeconds: 1 }),
      leg(3, 'frontline', 'Call back'),
    ]),
  ],
  policies: [],
});

/** Those who sign in. */
export const people = ['ana', 'lea', 'bea', 'bob', 'lou', 'wim', 'wanda', 'pia', 'olga'] as const;
export type Name = (typeof people)[number];

export const emailOf = (name: Name): string => `${name}@baton.example`;

const HOUR = 3600;

const department = (id: string, kind: string, leadId: string, stallThresholdSeconds: number) => ({
  id,
  name: id,
  kind,
  calendarId: 'always',
  leadId,
  acceptanceTargetSeconds: HOUR,
  stallThresholdSeconds,
  active: true,
});

const person = (id: string, departmentId: string, role = 'agent') => ({
  id,
  name: id[0]!.toUpperCase() + id.slice(1),
  email: `${id}@baton.example`,
  role,
  departmentId,
  zone: 'UTC',
  active: true,
  presence: 'available',
  absences: [],
});

const targets = (hours: number) => ({ P1: hours * HOUR, P2: hours * HOUR, P3: hours * HOUR, P4: hours * HOUR });

const journey = (id: string, legs: readonly object[]) => ({
  id,
  version: 1,
  name: id,
  legs,
  joins: [],
  caseTargetSeconds: targets(48),
  firstResponseSeconds: targets(4),
  active: true,
});

const item = (key: string, label: string, required: boolean) => ({ key, label, required });

const leg = (step: number, departmentId: string, name: string, differs: object = {}) => ({
  key: `${step}-${departmentId}`,
  name,
  step,
  departmentId,
  mandatory: true,
  olaSeconds: 4 * HOUR,
  reworkShare: 0.5,
  packageFields: step === 2 ? [{ key: 'invoice', label: 'Invoice', required: true }] : [],
  exitChecklist: [],
  preparation: [],
  mayContactCustomer: departmentId === 'frontline',
  customerWording: name,
  ...differs,
});
