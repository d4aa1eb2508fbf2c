import '@mantine/spotlight/styles.css';

import { Spotlight, spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { caseListOptions, sessionMeOptions } from '../api/generated/@tanstack/react-query.gen';
import { places } from './places';

export const openSearch = (): void => spotlight.open();

/** The dialog in which one finds a case or a place. */
export function Search() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { data: me } = useQuery(sessionMeOptions());
  const found = useQuery({
    ...caseListOptions({ query: { text: text.trim(), limit: 8 } }),
    enabled: text.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
  useEffect(() => spotlight.open(), []);
  const targets: SpotlightActionData[] = places
    .filter(({ needs }) => me?.mayActAs.includes(needs))
    .map(({ to, name }) => ({ id: to, label: t(`palette.go.${name}`), onClick: () => void navigate({ to }) }));
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
      shortcut={null}
      query={text}
      onQueryChange={setText}
      actions={[...cases, ...targets]}
      nothingFound={found.isFetching ? t('state.loading') : t('palette.nothing')}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
    />
  );
}
