import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { searchFindOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseFilter } from './case-filter';

/** Where no case has the words: those that were perhaps meant. */
export function SpelledOtherwise({ filter, text }: { readonly filter: CaseFilter; readonly text: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(searchFindOptions({ query: { text } }));
  const words = data?.spelledAs;
  if (!words) return null;
  return (
    <>
      {' '}
      <Anchor component="button" onClick={() => void navigate({ to: '/cases', search: { ...filter, text: words } })}>
        {t('cases.spelledAs', { words })}
      </Anchor>
    </>
  );
}
