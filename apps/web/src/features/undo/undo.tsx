import { notifications } from '@mantine/notifications';
import { skipToken, useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { type LastCommand, lastCommandKey } from '../../api/queries';
import { withTexts } from '../../i18n/i18n';
import { OnDemand } from '../../ui/on-demand';
import { useShortcuts } from '../../ui/shortcuts';

const UndoOffer = lazy(() => withTexts(import('./undo-offer')).then(({ UndoOffer }) => ({ default: UndoOffer })));

/** The way to take back what one did last: fetched once one has done something. */
export function Undo() {
  const { t } = useTranslation();
  const { data: last } = useQuery<LastCommand>({ queryKey: lastCommandKey, queryFn: skipToken });
  const run = () => void notifications.show({ message: t('undo.nothing') });
  useShortcuts(
    last
      ? []
      : [
          { key: 'U', label: t('undo.key'), run },
          { key: 'mod + Z', label: t('undo.key'), run, restsInFields: true },
        ],
    'everywhere',
  );
  return (
    <OnDemand isWanted={last !== undefined}>
      <UndoOffer />
    </OnDemand>
  );
}
