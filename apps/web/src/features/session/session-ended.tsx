import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { sessionMeQueryKey } from '../../api/generated/@tanstack/react-query.gen';
import type { MeView } from '../../api/generated/types.gen';
import { sessionEnd } from '../../api/session-end';
import { SignInForm } from './sign-in-form';

/** Asks to sign in again over the page as it is, so that nothing typed is lost. */
export function SessionEnded({ me }: { readonly me: MeView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const goOn = (again: MeView) => {
    queries.setQueryData(sessionMeQueryKey(), again);
    sessionEnd.forget();
    void queries.invalidateQueries();
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('session.ended')}
      zIndex={1000}
    >
      <Stack>
        <Text size="sm">{t('session.endedText', { name: me.name })}</Text>
        <SignInForm knownEmail={me.email} onSignedIn={goOn} />
        <Anchor href="/sign-in" size="sm">
          {t('session.somebodyElse')}
        </Anchor>
      </Stack>
    </Modal>
  );
}
