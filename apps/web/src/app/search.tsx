import '@mantine/spotlight/styles.css';

import { createSpotlight, Spotlight, type SpotlightActionData, useSpotlight } from '@mantine/spotlight';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { caseListOptions } from '../api/generated/@tanstack/react-query.gen';
import { useViews } from '../features/saved-view/use-views';
import { activeShortcuts } from '../ui/shortcuts';
import { Keys } from './keys';

const [spotlightStore, spotlight] = createSpotlight();

export const openSearch = (): void => spotlight.open();

/** The dialog in which one finds a case or a place. */
export function Search() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const found = useQuery({
    ...caseListOptions({ query: { text: text.trim(), limit: 8 } }),
    enabled: text.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
  useEffect(() => spotlight.open(), []);
  const { opened } = useSpotlight(spotlightStore);
  const offered = opened ? (['page', 'everywhere'] as const).flatMap(activeShortcuts) : [];
  const actions: SpotlightActionData[] = offered
    .filter(({ label, needsFocus }) => !needsFocus && label !== t('keys.search') && label !== t('keys.slash'))
    .map(({ key, label, run }) => ({ id: key + label, label, onClick: run, rightSection: <Keys of={key} /> }));
  const views = useViews().views.map(({ id, name }): SpotlightActionData => ({
    id: `view ${id}`,
    label: t('palette.view', { name }),
    onClick: () => void navigate({ to: '/cases', search: { view: id } }),
  }));
  const cases: SpotlightActionData[] = (text.trim().length >= 2 ? (found.data?.items ?? []) : []).map(
    ({ id, number, subject, requesterName }) => ({
      id,
      label: `C-${number} ${subject}`,
      description: requesterName,
      keywords: text,
      onClick: () => void navigate({ to: '/cases/$caseId', params: { caseId: id } }),
    }),
  );
  return (
    <Spotlight
      store={spotlightStore}
      shortcut={null}
      query={text}
      onQueryChange={setText}
      actions={[...cases, ...views, ...actions]}
      nothingFound={found.isFetching ? t('state.loading') : t('palette.nothing')}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
    />
  );
}
