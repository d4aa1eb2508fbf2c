import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { companyDepartmentsOptions, companyPeopleOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { DepartmentView, PersonView } from '../../api/generated/types.gen';

/** Who works here and where: names for ids. Other features read it from here. */
export interface Company {
  readonly people: readonly PersonView[];
  readonly departments: readonly DepartmentView[];
  person(id: string | null | undefined): PersonView | undefined;
  department(id: string | null | undefined): DepartmentView | undefined;
  /** The name, or an empty string for nobody. */
  nameOf(personId: string | null | undefined): string;
  departmentName(id: string | null | undefined): string;
}

const nobody: readonly PersonView[] = [];
const nowhere: readonly DepartmentView[] = [];

export function useCompany(): Company {
  const { data: people = nobody } = useQuery({ ...companyPeopleOptions(), staleTime: 60_000 });
  const { data: departments = nowhere } = useQuery({ ...companyDepartmentsOptions(), staleTime: 60_000 });
  return useMemo(() => companyOf(people, departments), [people, departments]);
}

function companyOf(people: readonly PersonView[], departments: readonly DepartmentView[]): Company {
  const byId = new Map(people.map((person) => [person.id, person]));
  const rooms = new Map(departments.map((department) => [department.id, department]));
  return {
    people,
    departments,
    person: (id) => byId.get(id ?? ''),
    department: (id) => rooms.get(id ?? ''),
    nameOf: (id) => byId.get(id ?? '')?.name ?? '',
    departmentName: (id) => rooms.get(id ?? '')?.name ?? '',
  };
}
