import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { When } from '../../ui/time';
import { ownWords } from '../../ui/own-words';
import type { Action, Situation } from '../case/action';
import { ActionButtons } from '../case/action-buttons';
import { answerQuestion } from './question-actions';

/** Questions between the legs, with their answers. */
export function QuestionList({
  situation,
  start,
}: {
  readonly situation: Situation;
  readonly start: (action: Action) => void;
}) {
  const { t } = useTranslation();
  const { record, company } = situation;
  return (
    <Stack gap="sm">
      {record.questions.map((question) => (
        <Stack key={question.id} id={question.id} gap={2}>
          <Text size="sm" c="dimmed">
            {t('question.asks', { who: company.nameOf(question.askedById), to: company.nameOf(question.askedOfId) })}{' '}
            <When at={question.askedAt} />
          </Text>
          <Text size="sm" fw={500} style={{ whiteSpace: 'pre-wrap' }}>
            {ownWords(question.text)}
          </Text>
          {question.answer !== null && (
            <Text size="sm" pl="sm" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
              {company.nameOf(question.answeredById)}: {question.answer}
            </Text>
          )}
          <ActionButtons actions={answerQuestion(situation, question)} start={start} />
        </Stack>
      ))}
    </Stack>
  );
}
