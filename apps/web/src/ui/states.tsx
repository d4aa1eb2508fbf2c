import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** While something is fetched. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Center p="xl" role="status" aria-label={t('state.loading')}>
      <Loader size="sm" />
    </Center>
  );
}

/** Nothing to show, and what that means. */
export function Empty({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Text c="dimmed" p="sm">
      {children ?? t('state.empty')}
    </Text>
  );
}

/** What went wrong, in the service's own sentence, and a way on. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{error instanceof Error ? error.message : String(error)}</Text>
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('state.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Center p="xl" component="main">
      <Stack align="center">
        <Text>{t('state.notFound')}</Text>
        <Button component={Link} to="/" variant="default">
          {t('state.home')}
        </Button>
      </Stack>
    </Center>
  );
}
