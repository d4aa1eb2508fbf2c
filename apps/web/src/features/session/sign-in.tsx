import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { demoDemoOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { MeView } from '../../api/generated/types.gen';
import { useTitle } from '../../ui/title';
import { LookAround } from './look-around';
import { SignInForm } from './sign-in-form';
import classes from './session.module.css';

export function SignIn() {
  const { t } = useTranslation();
  useTitle(t('session.signIn'));
  const { to } = useSearch({ from: '/sign-in' });
  const { data: demo } = useQuery(demoDemoOptions());
  const visitors = demo?.visitors ?? [];
  const goOn = ({ role }: MeView) => window.location.assign(placeWithin(to ?? FIRST_PLACE[role]));
  return (
    <main className={classes.page}>
      <Title order={1}>{t('session.title')}</Title>
      {visitors.length > 0 && (
        <Paper withBorder p="lg" component="section" aria-labelledby="look-around">
          <Stack>
            <div>
              <Title order={2} id="look-around">
                {t('demo.title')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('demo.intro')}
              </Text>
            </div>
            <LookAround visitors={visitors} onSignedIn={goOn} />
          </Stack>
        </Paper>
      )}
      <Paper withBorder p="lg">
        <SignInForm onSignedIn={goOn} />
      </Paper>
    </main>
  );
}

/** Who keeps watch begins with what stands still, who administers with the journeys; everybody else works from the desk. */
const FIRST_PLACE: Readonly<Record<MeView['role'], string>> = {
  agent: '/',
  lead: '/',
  supervisor: '/oversight',
  admin: '/admin',
};

/** Where one wanted to go, as a browser would read it; never out of this site. */
function placeWithin(to: string): string {
  const here = window.location.origin;
  const place = URL.canParse(to, here) ? new URL(to, here) : undefined;
  return place?.origin === here ? place.pathname + place.search + place.hash : '/';
}
