import { Badge, Group, Spoiler, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { When } from '../../ui/time';
import type { Situation } from './action';
import { WhyDue } from './why-due';

const colours = { P1: 'red', P2: 'orange', P3: 'blue', P4: 'gray' } as const;

/** A long description leaves the relay in sight. */
const MOST_PX = 180;

/** Which case it is, for whom, who answers for it, and by when. */
export function CaseHeader({ situation: { record, company } }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const due = record.clocks.findLast(({ kind, state }) => kind === 'resolution' && state !== 'cancelled');
  const { requester } = record;
  const reach = [requester.email, requester.phone].filter(Boolean).join(', ');
  return (
    <Stack gap={4} component="header" id={record.id}>
      <Group gap="xs">
        <Text fw={600} c="dimmed">
          C-{record.number}
        </Text>
        <Badge color={colours[record.priority]} variant="outline">
          {record.priority}
        </Badge>
        <Badge variant="outline" color="gray">
          {t(`status.${record.status}`)}
        </Badge>
        {record.confidential && (
          <Badge color="grape" variant="outline">
            {t('casePage.confidential')}
          </Badge>
        )}
        {record.returnsFrozen && (
          <Badge color="red" variant="outline">
            {t('casePage.frozen')}
          </Badge>
        )}
      </Group>
      <Title order={1}>{record.subject}</Title>
      <Group gap="2px 0.9rem">
        <Text size="sm">
          {t('casePage.for')} <b>{requester.name}</b>
          {reach && ` · ${reach}`}
        </Text>
        <Text size="sm">
          {t('casePage.owner')} <b>{company.nameOf(record.ownerId)}</b>
          {record.ownershipOffer &&
            ` · ${t('casePage.ownershipOffered', { who: company.nameOf(record.ownershipOffer.toPersonId) })}`}
        </Text>
        {due && record.status === 'open' && (
          <Text size="sm" component="div">
            {t('casePage.due')} <WhyDue caseId={record.id} clock={due} />
          </Text>
        )}
        {record.unansweredSince && (
          <Text size="sm" fw={600} c="var(--mantine-color-error)">
            {t('casePage.unanswered')} <When at={record.unansweredSince} />
          </Text>
        )}
        {record.journey && (
          <Text size="sm" c="dimmed">
            {record.journey.name}
          </Text>
        )}
      </Group>
      {record.description && (
        <Spoiler maxHeight={MOST_PX} showLabel={t('casePage.more')} hideLabel={t('casePage.less')}>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {record.description}
          </Text>
        </Spoiler>
      )}
    </Stack>
  );
}
