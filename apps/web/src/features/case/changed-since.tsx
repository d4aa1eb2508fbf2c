import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { caseEventsOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseView } from '../../api/generated/types.gen';
import { Loading } from '../../ui/states';
import { bringIntoView } from '../../ui/bring-into-view';
import type { Company } from './company';
import { groupOf, sentenceOf } from './event-sentence';

interface Props {
  readonly record: CaseView;
  readonly company: Company;
  /** The version the reader had seen when they began to type. */
  readonly seen: number;
}

/** What happened on the case since the reader last looked. Nothing typed is lost: the form stays as it is. */
export function ChangedSince({ record, company, seen }: Props) {
  const { t, i18n } = useTranslation();
  const events = useQuery({
    ...caseEventsOptions({ path: { id: record.id }, query: { limit: 50 } }),
    staleTime: 0,
  });
  // What clocks did follows from what people did.
  const since = events.data?.items.filter(({ seq, type }) => seq > seen && groupOf(type) !== 'clocks') ?? [];
  return (
    <Alert ref={bringIntoView} color="yellow" variant="light" role="alert" title={t('act.stale.title')}>
      {events.isPending && <Loading />}
      <List size="sm">
        {since.map((event) => {
          const { sentence, words } = sentenceOf(event, record, company, t, i18n.language);
          return (
            <List.Item key={event.seq}>
              {sentence}
              {words && ` “${words}”`}
            </List.Item>
          );
        })}
      </List>
      <Text size="sm" mt="xs">
        {t('act.stale.kept')}
      </Text>
    </Alert>
  );
}
