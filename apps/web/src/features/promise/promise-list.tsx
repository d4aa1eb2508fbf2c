import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { PromiseView } from '../../api/generated/types.gen';
import { When } from '../../ui/time';
import type { Action, Situation } from '../case/action';
import { ActionButtons } from '../case/action-buttons';
import { dueWords } from './due-words';
import { promiseActions } from './promise-actions';

const colours: Readonly<Record<PromiseView['status'], string>> = {
  open: 'blue',
  kept: 'green',
  'kept-late': 'orange',
  broken: 'red',
  renegotiated: 'gray',
  released: 'gray',
};

/** What the customer was told would happen, by when, and whether it did. */
export function PromiseList({
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
      {record.promises.map((promise) => (
        <Stack key={promise.id} id={promise.id} gap={2}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <Text size="sm" fw={500} style={{ flex: 1 }}>
              {promise.text}
            </Text>
            <Badge variant="outline" color={colours[promise.status]} style={{ flexShrink: 0 }}>
              {t(`code.promise.${promise.status}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('promise.line', {
              who: company.nameOf(promise.holderId),
              name: promise.madeTo,
              due: dueWords(promise, t, i18n.language),
            })}{' '}
            (<When at={promise.dueAt} />)
            {promise.attempts > 0 && ` · ${t('promise.attempts', { count: promise.attempts })}`}
          </Text>
          <ActionButtons actions={promiseActions(situation, promise)} start={start} />
        </Stack>
      ))}
    </Stack>
  );
}
