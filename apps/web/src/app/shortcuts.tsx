import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionMeOptions } from '../api/generated/@tanstack/react-query.gen';
import { DialogOnDemand } from '../ui/on-demand';
import { withTexts } from '../i18n/i18n';
import { useShortcuts } from '../ui/shortcuts';
import { places } from './places';

const ShortcutHelp = lazy(() =>
  withTexts(import('./shortcut-help')).then(({ ShortcutHelp }) => ({ default: ShortcutHelp })),
);

interface Props {
  readonly isShown: boolean;
  readonly show: () => void;
  readonly hide: () => void;
}

/** The keys that lead from place to place, and `?`, which shows the keys that work here. */
export function Shortcuts({ isShown, show, hide }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: me } = useQuery(sessionMeOptions());
  useShortcuts(
    [
      ...places
        .filter(({ needs }) => me?.mayActAs.includes(needs))
        .map(({ name, to, key }) => ({ key, label: t(`palette.go.${name}`), run: () => void navigate({ to }) })),
      { key: '?', label: t('keys.help'), run: show },
    ],
    'everywhere',
  );
  return (
    <DialogOnDemand isWanted={isShown}>
      <ShortcutHelp opened={isShown} onClose={hide} />
    </DialogOnDemand>
  );
}
