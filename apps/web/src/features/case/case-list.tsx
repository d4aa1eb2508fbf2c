import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  companyDepartmentsOptions,
  companyPeopleOptions,
  sessionMeOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import { useRowKeys } from '../../ui/row-keys';
import { useShortcuts } from '../../ui/shortcuts';
import { caseStatuses, type CaseFilter } from './case-filter';
import { CaseRows } from './case-rows';

/** All cases one may see, narrowed by what stands in the address: a link shows a colleague the same list. */
export function CaseList() {
  const { t } = useTranslation();
  const filter = useSearch({ from: '/inside/cases' });
  const navigate = useNavigate();
  const { data: me } = useQuery(sessionMeOptions());
  const { data: people = [] } = useQuery(companyPeopleOptions());
  const { data: departments = [] } = useQuery(companyDepartmentsOptions());
  const search = useRef<HTMLInputElement>(null);
  useRowKeys();
  useShortcuts([{ key: 'F', label: t('keys.find'), run: () => search.current?.focus() }]);

  const narrow = (change: Partial<CaseFilter>) =>
    void navigate({ to: '/cases', search: { ...filter, ...change }, replace: true });
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <Stack>
      <Title order={1}>{t('cases.title')}</Title>
      <Group align="flex-end" gap="sm" role="search" aria-label={t('cases.filters')}>
        <SearchText input={search} text={filter.text} onChange={narrow} />
        <Select
          label={t('cases.status')}
          placeholder={t('cases.any')}
          clearable
          w={{ base: '100%', xs: 150 }}
          data={caseStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
          value={filter.status ?? null}
          onChange={(status) => narrow({ status: (status ?? undefined) as CaseFilter['status'] })}
        />
        <Select
          label={t('cases.owner')}
          placeholder={t('cases.any')}
          clearable
          searchable
          w={{ base: '100%', xs: 200 }}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.owner ?? null}
          onChange={(owner) => narrow({ owner: owner ?? undefined })}
        />
        <Select
          label={t('cases.department')}
          placeholder={t('cases.any')}
          clearable
          searchable
          w={{ base: '100%', xs: 200 }}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.department ?? null}
          onChange={(department) => narrow({ department: department ?? undefined })}
        />
        {me && filter.owner !== me.id && (
          <Button variant="default" onClick={() => narrow({ owner: me.id })}>
            {t('cases.mine')}
          </Button>
        )}
        {isNarrowed && (
          <Button
            variant="subtle"
            onClick={() => narrow({ text: undefined, status: undefined, owner: undefined, department: undefined })}
          >
            {t('cases.clear')}
          </Button>
        )}
      </Group>
      <CaseRows filter={filter} people={people} departments={departments} />
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t('cases.keys')}
      </Text>
    </Stack>
  );
}

interface SearchTextProps {
  readonly input: React.RefObject<HTMLInputElement | null>;
  readonly text: string | undefined;
  readonly onChange: (change: Pick<CaseFilter, 'text'>) => void;
}

function SearchText({ input, text, onChange }: SearchTextProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text ?? '');
  const tell = useDebouncedCallback((value: string) => onChange({ text: value.trim() || undefined }), 250);
  return (
    <TextInput
      ref={input}
      type="search"
      label={t('cases.search')}
      placeholder={t('cases.searchHint')}
      maxLength={200}
      w={{ base: '100%', xs: 260 }}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        tell(value);
      }}
    />
  );
}
