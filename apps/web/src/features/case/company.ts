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

const companyPeople = { ...companyPeopleOptions(), staleTime: 60_000 };
const companyDepartments = { ...companyDepartmentsOptions(), staleTime: 60_000 };

/** Before they are there, a dialog that is opened would offer nobody. */
export const useCompanyQueries = () => [useQuery(companyPeople), useQuery(companyDepartments)] as const;

export function useCompany(): Company {
  const [{ data: people = nobody }, { data: departments = nowhere }] = useCompanyQueries();
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
