import { Alert, Button, Center, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTitle } from './title';
import { forAdministrator, plainWords } from './what-went-wrong';
import { readersFormat } from './zone';

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

/** What went wrong in plain words, a way on, and what to tell an administrator where one is needed. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{plainWords(error)}</Text>
        <ForAdministrator error={error} />
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('state.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** By which an administrator finds it in the logs; the technical text only for those who open it. */
function ForAdministrator({ error }: { readonly error: unknown }) {
  const { t, i18n } = useTranslation();
  const [at] = useState(Date.now);
  const report = forAdministrator(error);
  if (report === null) return null;
  const time = readersFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t(report.request === null ? 'state.tellTime' : 'state.tell', { time, request: report.request })}
      </Text>
      <Text component="details" size="sm" maw="100%">
        <summary>{t('state.technical')}</summary>
        <pre
          tabIndex={0}
          style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: '40vh', overflow: 'auto' }}
        >
          {report.technical}
        </pre>
      </Text>
    </>
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

/** The same for a part that would lie over the page: the page itself goes on. */
export function BrokenPart({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const [isClosed, setClosed] = useState(false);
  if (isClosed) return null;
  return (
    <Paper
      withBorder
      shadow="lg"
      p="sm"
      pos="fixed"
      bottom={16}
      right={16}
      maw="min(36rem, calc(100vw - 32px))"
      style={{ zIndex: 500 }}
    >
      <Stack gap="sm">
        <Failure error={error} />
        <Group gap="xs">
          <Button size="compact-md" onClick={() => window.location.reload()}>
            {t('state.reload')}
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setClosed(true)}>
            {t('state.close')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
