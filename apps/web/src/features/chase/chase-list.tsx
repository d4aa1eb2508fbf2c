import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { wallTime, When } from '../../ui/time';
import type { Action, Situation } from '../case/action';
import { ActionButtons } from '../case/action-buttons';
import { acknowledgeEscalation, answerRequest, chaseAnswers, wanted } from './chase-actions';

/** What stands still, who was asked, what they said, and when the next person hears of it. */
export function ChaseList({
  situation,
  start,
}: {
  readonly situation: Situation;
  readonly start: (action: Action) => void;
}) {
  const { t, i18n } = useTranslation();
  const { record, company } = situation;
  const ladders = record.escalations.filter(({ endedAt }) => endedAt === null);
  return (
    <Stack gap="sm">
      {ladders.map((ladder) => {
        const leg = record.legs.find(({ id }) => id === ladder.legId);
        return (
          <Stack key={ladder.id} id={ladder.id} gap={4}>
            <Text size="sm" fw={500}>
              {leg?.name ?? t('chase.theCase')}: {t(`code.trigger.${ladder.trigger}`, { defaultValue: ladder.trigger })}
            </Text>
            <Text size="sm" c="dimmed">
              {t('chase.since')} <When at={ladder.startedAt} />
              {ladder.told.length > 0 &&
                ` · ${t('chase.told', { who: ladder.told.map((id) => company.nameOf(id)).join(', ') })}`}
              {ladder.nextStepAt && ` · ${t('chase.next', { at: wallTime(ladder.nextStepAt, i18n.language) })}`}
            </Text>
            {ladder.request && (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {wanted(t, ladder.request)}
              </Text>
            )}
            <ActionButtons actions={answerRequest(situation, ladder)} start={start} />
            {record.chases
              .filter(({ escalationId }) => escalationId === ladder.id)
              .map((chase) => (
                <Stack key={chase.id} gap={4}>
                  <Text size="sm">
                    {t('chase.asked', { who: chase.askedIds.map((id) => company.nameOf(id)).join(', ') })}{' '}
                    <When at={chase.sentAt} />
                    {chase.answer &&
                      `: ${t(`code.chase.${chase.answer}`)} (${company.nameOf(chase.answeredById)}) ${chase.note ?? ''}`}
                  </Text>
                  <ActionButtons actions={chaseAnswers(situation, chase)} start={start} />
                </Stack>
              ))}
            <ActionButtons actions={acknowledgeEscalation(situation, ladder)} start={start} />
          </Stack>
        );
      })}
    </Stack>
  );
}
