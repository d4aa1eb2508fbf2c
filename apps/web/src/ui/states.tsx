import { Alert, Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTitle } from './title';

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
    <Text size="sm" c="dimmed" p="sm">
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
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return <DeadEnd title={t('state.notFound')}>{t('state.notFoundWhat', { path })}</DeadEnd>;
}

/** What the reader's role does not open. */
export function NotAllowed({ place }: { readonly place: string }) {
  const { t } = useTranslation();
  return <DeadEnd title={t('state.notAllowed')}>{t('state.notAllowedWhat', { place })}</DeadEnd>;
}

/** A page on which there is nothing for the reader: why, and the way back. */
export function DeadEnd({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <Stack p="xl" align="center" maw="40rem" mx="auto">
      <Title order={1} ta="center">
        {title}
      </Title>
      <Text ta="center" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
      <Button component={Link} to="/" variant="default">
        {t('state.home')}
      </Button>
    </Stack>
  );
}

/** A page that could not be shown at all: what it needs is out of reach, or it broke. */
export function Broken({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <Stack p="xl" maw="40rem" mx="auto">
      <Title order={1}>{t('state.failed')}</Title>
      <Failure error={error} />
      <Group>
        <Button onClick={() => window.location.reload()}>{t('state.reload')}</Button>
        <Button component={Link} to="/" variant="default">
          {t('state.home')}
        </Button>
      </Group>
    </Stack>
  );
}
