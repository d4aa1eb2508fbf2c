import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionMeQueryKey } from '../api/generated/@tanstack/react-query.gen';
import { personChooseLanguage } from '../api/generated/sdk.gen';
import type { MeView } from '../api/generated/types.gen';
import { queries } from '../api/queries';

type Language = NonNullable<MeView['language']>;

/** Mails speak as the pages do: the language in which somebody comes in first is told to the service. */
export function useToldLanguage(me: MeView | undefined): void {
  const { i18n } = useTranslation();
  useEffect(() => {
    if (me?.language === null) tellLanguage(i18n.language);
  }, [me?.language, i18n.language]);
}

/** And so is every choice after that. What fails here is told again with the next choice or visit. */
export function tellLanguage(language: string): void {
  personChooseLanguage({ body: { language: language as Language }, throwOnError: true }).then(
    ({ data }) => queries.setQueryData(sessionMeQueryKey(), data),
    (error: unknown) => console.warn('Mails go on in the language that they had.', error),
  );
}
