import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { ownWords } from '../../ui/own-words';
import { wallTime, When } from '../../ui/time';
import type { Action, Situation } from '../case/action';
import { ActionButtons } from '../case/action-buttons';
import { acknowledgeDisruption } from './disruption-actions';
import { tellCustomer } from './tell-customer';

/** What may disturb the outcome, and who has seen it. */
export function DisruptionList({
  situation,
  start,
}: {
  readonly situation: Situation;
  readonly start: (action: Action) => void;
}) {
  const { t, i18n } = useTranslation();
  const { record, company } = situation;
  return (
    <Stack gap="sm">
      {record.disruptions.map((disruption) => {
        const open = disruption.recipients.filter(({ acknowledgedAt }) => acknowledgedAt === null);
        return (
          <Stack key={disruption.id} id={disruption.id} gap={2}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <Text size="sm" fw={500} style={{ flex: 1 }}>
                {ownWords(disruption.text)}
              </Text>
              <Badge variant="outline" color="orange" style={{ flexShrink: 0 }}>
                {t(`code.disruption.${disruption.kind}`)}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {disruption.raisedById === null ? 'Baton' : company.nameOf(disruption.raisedById)} ·{' '}
              <When at={disruption.raisedAt} />
              {disruption.newEtaAt &&
                ` · ${t('disruption.newEta', { at: wallTime(disruption.newEtaAt, i18n.language) })}`}
              {' · '}
              {open.length === 0
                ? t('disruption.allSeen')
                : t('disruption.waitsFor', { who: open.map(({ personId }) => company.nameOf(personId)).join(', ') })}
            </Text>
            <ActionButtons
              actions={[
                ...acknowledgeDisruption(situation, disruption),
                ...tellCustomer(situation, disruption, i18n.language),
              ]}
              start={start}
            />
          </Stack>
        );
      })}
    </Stack>
  );
}
