import { Button, CloseButton, Group, Kbd, Paper, Portal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { caseReadOptions } from '../../api/generated/@tanstack/react-query.gen';
import { type LastCommand, lastCommandKey } from '../../api/queries';
import { useShortcuts } from '../../ui/shortcuts';
import { useCompany } from '../case/company';
import { sentenceOf } from '../case/event-sentence';
import classes from './undo-offer.module.css';
import { useUndo } from './use-undo';
import { useUndoable } from './use-undoable';

/** After each command on a case, whatever the page: what was done, and for a minute a way to take it back. */
export function UndoOffer() {
  const { t, i18n } = useTranslation();
  const company = useCompany();
  const { data: last } = useQuery<LastCommand>({ queryKey: lastCommandKey, queryFn: skipToken });
  const { data: record } = useQuery({
    ...caseReadOptions({ path: { id: last?.caseId ?? '' } }),
    enabled: last !== undefined,
  });
  const { deed, secondsLeft } = useUndoable(last);
  const [dismissed, dismiss] = useState(0);
  const undo = useUndo();
  const isOffered = last && record && deed && secondsLeft > 0 && dismissed !== last.version && !undo.isPending;
  const takeBack = () => {
    if (isOffered) undo.mutate(last);
    else notifications.show({ message: t('undo.nothing') });
  };
  useShortcuts(
    [
      { key: 'U', label: t('undo.key'), run: takeBack },
      { key: 'mod + Z', label: t('undo.key'), run: takeBack, restsInFields: true },
    ],
    'everywhere',
  );

  return (
    <Portal>
      <div role="status" className={classes.place}>
        {isOffered && (
          <Paper withBorder shadow="md" p="xs">
            <Group gap="xs" wrap="nowrap">
              <Text size="sm" className={classes.deed}>
                C-{record.number}: {sentenceOf(deed, record, company, t, i18n.language).sentence}
              </Text>
              <Button
                size="compact-sm"
                variant="default"
                onClick={takeBack}
                aria-description={t('undo.hint')}
                aria-keyshortcuts="U Control+Z"
              >
                {t('undo.undo')}
                <Kbd size="xs" ml={6} aria-hidden>
                  U
                </Kbd>
              </Button>
              <Text size="sm" className={classes.left} aria-hidden>
                {t('undo.left', { seconds: secondsLeft })}
              </Text>
              <CloseButton size="sm" aria-label={t('undo.close')} onClick={() => dismiss(last.version)} />
            </Group>
          </Paper>
        )}
      </div>
    </Portal>
  );
}
