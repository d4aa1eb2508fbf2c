import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { caseReadQueryKey } from '../../api/generated/@tanstack/react-query.gen';
import { undoUndo } from '../../api/generated/sdk.gen';
import type { LastCommand } from '../../api/queries';
import { bringBackDraft } from '../case/draft';
import { newKey } from '../../api/new-key';

/** Takes the last command back. The words that were sent with it are in their form again. */
export function useUndo() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ caseId, version }: LastCommand) =>
      undoUndo({
        path: { id: caseId },
        headers: { 'If-Match': `"${version}"`, 'Idempotency-Key': newKey() },
        throwOnError: true,
      }),
    onSuccess: ({ data }) => {
      bringBackDraft(data.id);
      queries.setQueryData(caseReadQueryKey({ path: { id: data.id } }), data);
      notifications.show({ message: t('undo.done', { number: data.number }) });
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
    onSettled: () => queries.invalidateQueries(),
  });
}
