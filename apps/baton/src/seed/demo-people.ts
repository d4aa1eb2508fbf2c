import type { Department, Person, Role } from '@baton/domain';
import { DAY, type Instant } from '@baton/kernel';

const minutes = (count: number) => count * 60;
const hours = (count: number) => minutes(count * 60);

type DepartmentRow = readonly [
  id: string,
  name: string,
  kind: Department['kind'],
  calendarId: string,
  acceptanceSeconds: number,
  stallSeconds: number,
];

/** Technicians let an offer lie in the demo, so their time to accept is short: at half of it somebody asks. */
const ACCEPTANCE_OF_TECHNICIANS = 80;

const rows: readonly DepartmentRow[] = [
  ['frontline', 'Frontline', 'frontline', 'around-the-clock', minutes(15), hours(4)],
  ['billing', 'Billing', 'back-office', 'around-the-clock', minutes(30), hours(4)],
  ['technicians', 'Technicians', 'back-office', 'around-the-clock', ACCEPTANCE_OF_TECHNICIANS, hours(4)],
  ['logistics', 'Logistics', 'back-office', 'around-the-clock', minutes(30), hours(4)],
  ['contracts', 'Contracts', 'back-office', 'berlin-office', hours(2), hours(8)],
  ['field-service', 'Field Service', 'back-office', 'new-york-office', hours(2), hours(8)],
  ['oversight', 'Oversight', 'oversight', 'around-the-clock', minutes(30), hours(4)],
];

const staff: Readonly<Record<string, readonly (readonly [id: string, name: string])[]>> = {
  frontline: [
    ['nora.lindqvist', 'Nora Lindqvist'],
    ['ana.silva', 'Ana Silva'],
    ['ben.carter', 'Ben Carter'],
    ['leila.haddad', 'Leila Haddad'],
  ],
  billing: [
    ['bruno.keller', 'Bruno Keller'],
    ['mei.tanaka', 'Mei Tanaka'],
    ['oscar.nyberg', 'Oscar Nyberg'],
    ['priya.nair', 'Priya Nair'],
  ],
  technicians: [
    ['tomas.novak', 'Tomas Novák'],
    ['ines.moreau', 'Inès Moreau'],
    ['jonas.weber', 'Jonas Weber'],
    ['yusuf.demir', 'Yusuf Demir'],
  ],
  logistics: [
    ['lars.hansen', 'Lars Hansen'],
    ['carmen.ruiz', 'Carmen Ruiz'],
    ['daniel.okafor', 'Daniel Okafor'],
    ['eva.horvat', 'Eva Horvat'],
  ],
  contracts: [
    ['greta.vogel', 'Greta Vogel'],
    ['felix.braun', 'Felix Braun'],
    ['sofia.conti', 'Sofia Conti'],
  ],
  'field-service': [
    ['rachel.stone', 'Rachel Stone'],
    ['miguel.torres', 'Miguel Torres'],
    ['grace.liu', 'Grace Liu'],
  ],
  oversight: [
    ['helen.marsh', 'Helen Marsh'],
    ['victor.petrov', 'Victor Petrov'],
    ['amina.diallo', 'Amina Diallo'],
  ],
};

/** The departments of the demo company; the first person of each leads it. */
export const demoDepartments: readonly Department[] = rows.map(
  ([id, name, kind, calendarId, acceptanceTargetSeconds, stallThresholdSeconds]) => ({
    id,
    name,
    kind,
    calendarId,
    leadId: staffOf(id)[0]!,
    headId: id === 'oversight' ? null : 'helen.marsh',
    acceptanceTargetSeconds,
    stallThresholdSeconds,
    active: true,
  }),
);

/** As whom one may look around without a password: from the frontline, a back office, oversight and the administration. */
export const demoVisitors: readonly string[] = ['ana.silva', 'mei.tanaka', 'helen.marsh', 'amina.diallo'];

/** Everybody, with one technician on holiday whom a colleague stands in for. */
export function demoPeople(at: Instant): readonly Person[] {
  return rows.flatMap(([departmentId, , , calendarId]) =>
    staff[departmentId]!.map(([id, name], place): Person => {
      const isAway = id === 'jonas.weber';
      return {
        id,
        name,
        email: `${id}@demo.example`,
        role: roleOf(departmentId, place),
        departmentId,
        zone: calendarId === 'new-york-office' ? 'America/New_York' : 'Europe/Berlin',
        active: true,
        substituteId: isAway ? 'yusuf.demir' : null,
        presence: 'available',
        language: null,
        absences: isAway ? [{ from: at - 2 * DAY, to: at + 12 * DAY }] : [],
      };
    }),
  );
}

function roleOf(departmentId: string, place: number): Role {
  if (departmentId === 'oversight') return place === 2 ? 'admin' : 'supervisor';
  return place === 0 ? 'lead' : 'agent';
}

function staffOf(departmentId: string): readonly string[] {
  return staff[departmentId]!.map(([id]) => id);
}
