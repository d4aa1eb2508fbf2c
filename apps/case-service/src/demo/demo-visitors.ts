import type { DemoSeat } from '@baton/contracts';
import type { Company, Person } from '@baton/domain';

export interface DemoVisitor {
  readonly person: Person;
  readonly personId: string;
  readonly name: string;
  readonly seat: DemoSeat;
}

/** The named people as far as they are there. A person of a real company is none, whatever a setting says. */
export function demoVisitors(ids: string, { people, departments }: Company): readonly DemoVisitor[] {
  return ids.split(',').flatMap((id) => {
    const person = people.get(id.trim());
    if (!person?.active || !person.email.endsWith('@demo.example')) return [];
    const isFrontline = departments.get(person.departmentId)?.kind === 'frontline';
    return [{ person, personId: person.id, name: person.name, seat: seatOf(person, isFrontline) }];
  });
}

function seatOf({ role }: Person, isFrontline: boolean): DemoSeat {
  if (role === 'admin' || role === 'supervisor') return role;
  return isFrontline ? 'frontline' : 'back-office';
}
