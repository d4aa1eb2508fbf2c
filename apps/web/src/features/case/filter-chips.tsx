import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyJourneysOptions } from '../../api/generated/@tanstack/react-query.gen';
import { readersFormat } from '../../ui/zone';
import {
  type CaseFilter,
  lists,
  type ListName,
  type PeriodEnds,
  periodChange,
  periodIn,
  periods,
  presetOf,
} from './case-filter';
import type { Company } from './company';

/** One thing that narrows the list, and what takes it away. */
export interface FilterChip {
  readonly key: string;
  readonly field: string;
  readonly value: string;
  readonly without: CaseFilter;
}

/** What narrows the list, in words. */
export function useChips(filter: CaseFilter, company: Company): readonly FilterChip[] {
  const { t, i18n } = useTranslation();
  const { data: journeys = [] } = useQuery({
    ...companyJourneysOptions(),
    staleTime: 300_000,
    enabled: filter.journeyId !== undefined,
  });
  const words: Readonly<Record<ListName, (value: string) => string>> = {
    status: (status) => t(`status.${status}`),
    standing: (standing) => t(`desk.standing.${standing}`),
    priority: (priority) => priority,
    ownerId: (id) => (id === 'me' ? t('cases.me') : company.nameOf(id) || id),
    holderId: (id) => (id === 'me' ? t('cases.me') : company.nameOf(id) || id),
    departmentId: (id) => (id === 'me' ? t('cases.myDepartment') : company.departmentName(id) || id),
    journeyId: (id) => journeys.find((journey) => journey.id === id)?.name ?? id,
  };
  const day = (moment: string | undefined) => {
    const at = Date.parse(moment ?? '');
    if (Number.isNaN(at)) return moment ?? '…';
    return readersFormat(i18n.language, { dateStyle: 'medium' }).format(at);
  };
  const inWords = (period: (typeof periods)[number], ends: PeriodEnds) => {
    const preset = presetOf(period, ends);
    return preset ? t(`cases.period.${period}.${preset}`) : `${day(ends.from)} – ${day(ends.to)}`;
  };
  return [
    ...lists.flatMap((name) =>
      (filter[name] ?? []).map((value) => {
        const others = (filter[name] as readonly string[]).filter((other) => other !== value);
        return {
          key: `${name} ${value}`,
          field: t(`cases.field.${name}`),
          value: words[name](value),
          without: { [name]: others.length > 0 ? others : undefined },
        };
      }),
    ),
    ...periods.flatMap((period) => {
      const ends = periodIn(filter, period);
      if (!ends.from && !ends.to) return [];
      return [
        {
          key: period,
          field: t(`cases.field.${period}`),
          value: inWords(period, ends),
          without: periodChange(period, {}),
        },
      ];
    }),
  ];
}

interface Props {
  readonly chips: readonly FilterChip[];
  readonly onRemove: (change: CaseFilter) => void;
  readonly onClear: () => void;
}

export function FilterChips({ chips, onRemove, onClear }: Props) {
  const { t } = useTranslation();
  if (chips.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label={t('cases.active')}>
      {chips.map(({ key, field, value, without }) => (
        <Button
          key={key}
          variant="default"
          size="compact-xs"
          radius="xl"
          aria-label={t('cases.remove', { field, value })}
          rightSection={<span aria-hidden>×</span>}
          onClick={() => onRemove(without)}
        >
          {field}: {value}
        </Button>
      ))}
      {chips.length > 1 && (
        <Button variant="subtle" size="compact-xs" onClick={onClear}>
          {t('cases.clear')}
        </Button>
      )}
    </Group>
  );
}
