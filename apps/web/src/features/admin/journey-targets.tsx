import { Progress, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { JourneyPreviewView } from '../../api/generated/types.gen';
import { DurationField, useDurationText } from './duration-field';
import type { DraftJourney } from './journey-draft';

const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

/** What the customer is promised by priority, against what the legs need: the slack of the whole relay. */
export function JourneyTargets({ draft, preview, onChange }: JourneyTargetsProps) {
  const { t } = useTranslation();
  const durationText = useDurationText();
  const needed = preview?.neededSeconds ?? null;
  return (
    <Stack gap="xs">
      <Title order={3}>{t('admin.journey.budget')}</Title>
      <Text size="sm" c="dimmed">
        {needed === null ? t('admin.journey.budgetUnknown') : t('admin.journey.needed', { time: durationText(needed) })}
      </Text>
      <Table className="targets">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('admin.journey.priority')}</Table.Th>
            <Table.Th>{t('admin.journey.caseTarget')}</Table.Th>
            <Table.Th>{t('admin.journey.firstResponse')}</Table.Th>
            <Table.Th miw={180}>{t('admin.journey.slack')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {priorities.map((priority) => {
            const target = draft.caseTargetSeconds[priority];
            const isTight = needed !== null && needed > target;
            return (
              <Table.Tr key={priority}>
                <Table.Th scope="row">{priority}</Table.Th>
                <Table.Td data-label={t('admin.journey.caseTarget')}>
                  <DurationField
                    isBare
                    label={`${t('admin.journey.caseTarget')} ${priority}`}
                    seconds={target}
                    error={isTight}
                    onChange={(seconds) =>
                      onChange({ caseTargetSeconds: { ...draft.caseTargetSeconds, [priority]: seconds ?? 0 } })
                    }
                  />
                </Table.Td>
                <Table.Td data-label={t('admin.journey.firstResponse')}>
                  <DurationField
                    isBare
                    label={`${t('admin.journey.firstResponse')} ${priority}`}
                    seconds={draft.firstResponseSeconds[priority]}
                    onChange={(seconds) =>
                      onChange({ firstResponseSeconds: { ...draft.firstResponseSeconds, [priority]: seconds ?? 0 } })
                    }
                  />
                </Table.Td>
                <Table.Td data-label={t('admin.journey.slack')}>
                  {needed !== null && (
                    <>
                      <Progress
                        value={isTight ? 100 : ((target - needed) / Math.max(1, target)) * 100}
                        color={isTight ? 'red.8' : 'teal.9'}
                        aria-hidden
                      />
                      <Text size="sm" fw={isTight ? 700 : 400}>
                        {isTight
                          ? t('admin.journey.tooLong', { time: durationText(needed - target) })
                          : t('admin.journey.left', { time: durationText(target - needed) })}
                      </Text>
                    </>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

/** The priority with the least to spare, in sight while one edits a leg far above the table. */
export function Slack({ draft, preview }: Omit<JourneyTargetsProps, 'onChange'>) {
  const { t } = useTranslation();
  const durationText = useDurationText();
  const needed = preview?.neededSeconds ?? null;
  if (needed === null) return null;
  const slackOf = (priority: (typeof priorities)[number]) => draft.caseTargetSeconds[priority] - needed;
  const tightest = priorities.reduce((least, one) => (slackOf(one) < slackOf(least) ? one : least));
  const slack = slackOf(tightest);
  return (
    <Text size="sm" ml="auto" c={slack < 0 ? 'var(--mantine-color-error)' : undefined} fw={slack < 0 ? 700 : 400}>
      {tightest}:{' '}
      {t(slack < 0 ? 'admin.journey.tooLong' : 'admin.journey.left', { time: durationText(Math.abs(slack)) })}
    </Text>
  );
}

interface JourneyTargetsProps {
  readonly draft: DraftJourney;
  readonly preview: JourneyPreviewView | undefined;
  readonly onChange: (patch: Partial<DraftJourney>) => void;
}
