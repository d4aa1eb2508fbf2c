import { Button, Group, Select, Stack, Tabs, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { sessionMeOptions } from '../../api/generated/@tanstack/react-query.gen';
import { Loading } from '../../ui/states';
import { useTitle } from '../../ui/title';
import { useCompany } from '../case/company';
import { Findings } from './findings';
import { Flows } from './flows';
import { oversightTabs, type OversightSearch, type OversightTab } from './oversight-search';
import { StalledQueue } from './stalled-queue';
import { StalledWall } from './stalled-wall';
import { Waits } from './waits';

/** What stands still, how work flows, how long it lies, and what went against the standards. */
export function Oversight() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/oversight' });
  const navigate = useNavigate();
  const company = useCompany();
  const { data: me } = useQuery(sessionMeOptions());
  useTitle(t('oversight.title'));
  if (!me) return <Loading />;

  const go = (change: OversightSearch) =>
    void navigate({ to: '/oversight', search: { ...search, ...change }, replace: true });
  const seesAll = me.role === 'supervisor' || me.role === 'admin';
  const department = seesAll ? search.department : undefined;
  const page = { company, department, search, go };
  if (search.wall) return <StalledWall {...page} leave={() => go({ wall: undefined })} />;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Title order={1}>{t('oversight.title')}</Title>
        <Group align="flex-end" gap="sm">
          {seesAll && (
            <Select
              label={t('oversight.department')}
              placeholder={t('oversight.all')}
              clearable
              searchable
              data={company.departments.map(({ id, name }) => ({ value: id, label: name }))}
              value={department ?? null}
              onChange={(id) => go({ department: id ?? undefined, sender: undefined, receiver: undefined })}
            />
          )}
          <Button variant="default" onClick={() => go({ wall: 1 })}>
            {t('oversight.wall')}
          </Button>
        </Group>
      </Group>
      <Tabs
        value={search.tab ?? 'stalled'}
        onChange={(tab) => go({ tab: tab === 'stalled' ? undefined : (tab as OversightTab) })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {oversightTabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`oversight.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="stalled">
          <StalledQueue {...page} me={me} />
        </Tabs.Panel>
        <Tabs.Panel value="flows">
          <Flows {...page} />
        </Tabs.Panel>
        <Tabs.Panel value="waits">
          <Waits {...page} />
        </Tabs.Panel>
        <Tabs.Panel value="findings">
          <Findings {...page} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
