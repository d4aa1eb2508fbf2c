import { MultiSelect, Paper, Select, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyJourneysOptions } from '../../api/generated/@tanstack/react-query.gen';
import {
  type CaseFilter,
  caseStatuses,
  type ListName,
  orders,
  periodChange,
  periodIn,
  periods,
  priorities,
  standings,
} from './case-filter';
import type { Company } from './company';
import { PeriodField } from './period-field';

interface Props {
  readonly id: string;
  readonly filter: CaseFilter;
  readonly company: Company;
  readonly onChange: (change: CaseFilter) => void;
}

/** Everything by which the list can be narrowed. */
export function FilterPanel({ id, filter, company, onChange }: Props) {
  const { t } = useTranslation();
  const { data: journeys = [] } = useQuery({ ...companyJourneysOptions(), staleTime: 300_000 });
  const people = [
    { value: 'me', label: t('cases.me') },
    ...company.people.map(({ id: value, name: label }) => ({ value, label })),
  ];
  const departments = [
    { value: 'me', label: t('cases.myDepartment') },
    ...company.departments.map(({ id: value, name: label }) => ({ value, label })),
  ];
  const choices: Readonly<Record<ListName, readonly { readonly value: string; readonly label: string }[]>> = {
    status: caseStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
    standing: standings.map((value) => ({ value, label: t(`desk.standing.${value}`) })),
    priority: priorities.map((value) => ({ value, label: value })),
    ownerId: people,
    holderId: people,
    departmentId: departments,
    journeyId: journeys.map(({ id: value, name: label }) => ({ value, label })),
  };
  return (
    <Paper id={id} withBorder p="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
        {(Object.keys(choices) as ListName[]).map((name) => (
          <MultiSelect
            key={name}
            label={t(`cases.field.${name}`)}
            placeholder={filter[name]?.length ? undefined : t('cases.any')}
            clearable
            clearButtonProps={{ 'aria-label': t('cases.clearField', { field: t(`cases.field.${name}`) }) }}
            searchable={choices[name].length > 6}
            hidePickedOptions
            maxDropdownHeight={280}
            data={[...choices[name]]}
            value={filter[name] ? [...filter[name]] : []}
            onChange={(values) => onChange({ [name]: values.length > 0 ? values : undefined })}
          />
        ))}
        {periods.map((period) => (
          <PeriodField
            key={period}
            period={period}
            ends={periodIn(filter, period)}
            onChange={(ends) => onChange(periodChange(period, ends))}
          />
        ))}
        <Select
          label={t('cases.order')}
          allowDeselect={false}
          hiddenFrom="xs"
          data={orders.map((value) => ({ value, label: t(`cases.sort.${value}`) }))}
          value={filter.sort ?? 'newest'}
          onChange={(sort) => onChange({ sort: sort === 'newest' ? undefined : (sort as CaseFilter['sort']) })}
        />
      </SimpleGrid>
    </Paper>
  );
}
