/**
 * The company of the benchmarks: two departments at work and oversight, always open, whose desks are in teams of two. Every team
 * works the same kind of cases, so that cases can be copied from one team to the next: ids end in the number of the team.
 */
export const TEAMS = 500;

/** The `team`th desk of a department; team 0 works on the templates alone. */
export const desk = (department, team) => `${department}.t${String(team).padStart(4, '0')}`;

const HOUR = 3600;
const DAY = 24 * HOUR;

export const company = {
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
    department('front', 'frontline', 'front-lead'),
    department('back', 'back-office', 'back-lead'),
    department('oversight', 'oversight', 'supervisor'),
  ],
  people: [
    person('front-lead', 'front', 'lead'),
    person('back-lead', 'back', 'lead'),
    person('supervisor', 'oversight', 'supervisor'),
    ...Array.from({ length: TEAMS + 1 }, (_, team) => [
      person(desk('front', team), 'front', 'agent'),
      person(desk('back', team), 'back', 'agent'),
    ]).flat(),
  ],
  journeys: [
    journey('refund', 365 * DAY),
    // Its second half begins soon: the other leg hears of it, and nobody is asked anything.
    journey('soon', 365 * DAY, { olaSeconds: 2 * HOUR }),
  ],
  policies: [],
};

function department(id, kind, leadId) {
  return {
    id,
    name: id,
    kind,
    calendarId: 'always',
    leadId,
    headId: null,
    acceptanceTargetSeconds: 60 * DAY,
    stallThresholdSeconds: 60 * DAY,
    active: true,
  };
}

function person(id, departmentId, role) {
  return {
    id,
    name: id,
    email: `${id}@bench.example`,
    role,
    departmentId,
    zone: 'UTC',
    active: true,
    substituteId: null,
    presence: 'available',
    absences: [],
  };
}

function journey(id, target, differs = {}) {
  const targets = { P1: target, P2: target, P3: target, P4: target };
  return {
    id,
    version: 1,
    name: id,
    legs: [leg(1, 'front', 'Take the call', differs), leg(2, 'back', 'Pay back'), leg(3, 'front', 'Call back')],
    joins: [],
    caseTargetSeconds: targets,
    firstResponseSeconds: targets,
    silenceSeconds: null,
    active: true,
  };
}

function leg(step, departmentId, name, differs = {}) {
  return {
    key: `${step}-${departmentId}`,
    name,
    step,
    departmentId,
    mandatory: true,
    olaSeconds: 60 * DAY,
    acceptanceSeconds: null,
    reworkShare: 0.5,
    packageFields: step === 2 ? [{ key: 'invoice', label: 'Invoice', required: true }] : [],
    exitChecklist: [],
    preparation: [],
    mayContactCustomer: departmentId === 'front',
    customerWording: name,
    ...differs,
  };
}
