import { Button, Kbd } from '@mantine/core';
import { Spotlight, spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { caseListOptions } from '../api/generated/@tanstack/react-query.gen';

/** Ctrl-K: any place, and any case by number or word. */
export function Palette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const found = useQuery({
    ...caseListOptions({ query: { text, limit: 8 } }),
    enabled: text.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
  const places: SpotlightActionData[] = (['/', '/board', '/cases', '/oversight', '/admin'] as const).map((to) => ({
    id: to,
    label: t(`palette.go.${to === '/' ? 'desk' : to.slice(1)}`),
    onClick: () => void navigate({ to }),
  }));
  const cases: SpotlightActionData[] = (found.data?.items ?? []).map(({ id, number, subject, requesterName }) => ({
    id,
    label: `C-${number} ${subject}`,
    description: requesterName,
    keywords: text,
    onClick: () => void navigate({ to: '/cases/$caseId', params: { caseId: id } }),
  }));
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        onClick={spotlight.open}
        visibleFrom="xs"
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
      >
        {t('palette.search')}
      </Button>
      <Spotlight
        shortcut={['mod + K', '/']}
        query={text}
        onQueryChange={setText}
        actions={[...cases, ...places]}
        nothingFound={t('palette.nothing')}
        searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
      />
    </>
  );
}
