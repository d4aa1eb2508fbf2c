import { Group, NativeSelect, SegmentedControl, Select, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { companyPeopleOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { AuditSearch } from './admin-search';
import { AuditOfAdministration } from './audit-of-administration';
import { AuditOfCases } from './audit-of-cases';

/** Of a kind of thing, or a single type. */
const types = [
  'case.',
  'leg.',
  'handoff.',
  'promise.',
  'disruption.',
  'question.',
  'chase.',
  'escalation.',
  'clock.',
  'customer.',
  'contact.',
  'note.',
  'case.opened',
  'case.closed',
  'case.owner-changed',
  'handoff.declined',
  'leg.returned',
  'leg.skipped',
] as const;
const periods = [1, 7, 30, 365] as const;

/** Who did what, where and when: across all cases, or to the company itself. What was said is read in the case. */
export function Audit() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { by, type, of, days = 7 } = useSearch({ strict: false }) as AuditSearch;
  const { data: people = [] } = useQuery(companyPeopleOptions());
  const filter = (patch: { readonly [Field in keyof AuditSearch]: AuditSearch[Field] | undefined }) => {
    const search = { by, type, of, days, ...patch };
    void navigate({
      to: '/admin/audit',
      search: Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as AuditSearch,
      replace: true,
    });
  };
  const nameOf = (personId: string | null) =>
    personId === null
      ? t(of ? 'admin.audit.terminal' : 'admin.audit.baton')
      : (people.find(({ id }) => id === personId)?.name ?? personId);
  return (
    <Stack>
      <Title order={2}>{t('admin.tab.audit')}</Title>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t('admin.audit.of')}
          value={of ?? 'cases'}
          data={(['cases', 'administration'] as const).map((value) => ({
            value,
            label: t(`admin.audit.ofWhat.${value}`),
          }))}
          onChange={(value) => filter({ of: value === 'administration' ? value : undefined, type: undefined })}
        />
        <Select
          label={t('admin.audit.by')}
          placeholder={t('admin.audit.everybody')}
          searchable
          clearable
          value={by ?? null}
          data={[
            { value: 'baton', label: nameOf(null) },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => filter({ by: value ?? undefined })}
        />
        {!of && (
          <Select
            label={t('admin.audit.type')}
            placeholder={t('admin.audit.everything')}
            searchable
            clearable
            value={type ?? null}
            data={types.map((value) => ({
              value,
              label: t(value.endsWith('.') ? `admin.audit.kind.${value.slice(0, -1)}` : `admin.audit.did.${value}`),
            }))}
            onChange={(value) => filter({ type: value ?? undefined })}
          />
        )}
        <NativeSelect
          label={t('admin.audit.since')}
          value={String(days)}
          data={periods.map((count) => ({ value: String(count), label: t('admin.audit.days', { count }) }))}
          onChange={(event) => filter({ days: Number(event.currentTarget.value) })}
        />
      </Group>
      {of ? (
        <AuditOfAdministration by={by} days={days} nameOf={nameOf} />
      ) : (
        <AuditOfCases by={by} type={type} days={days} nameOf={nameOf} />
      )}
    </Stack>
  );
}
