import { AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionMeOptions } from '../api/generated/@tanstack/react-query.gen';
import { sessionEnd } from '../api/session-end';
import { OpenCase } from '../features/case/open-case';
import { Bell } from '../features/notice/bell';
import { UndoOffer } from '../features/undo/undo-offer';
import { SessionEnded } from '../features/session/session-ended';
import { TourOffer } from '../features/tour/tour-offer';
import { useTour } from '../features/tour/use-tour';
import { useTitle } from '../ui/title';
import { useLive } from './live';
import { Palette } from './palette';
import { PersonMenu } from './person-menu';
import { places } from './places';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts';

/** The frame of every page: where one is, who one is, and the two things one does most. */
export function Shell() {
  const { t } = useTranslation();
  const [menuOpen, menu] = useDisclosure();
  const { data: me } = useQuery(sessionMeOptions());
  const here = useRouterState({ select: (state) => state.location.pathname });
  const [keysShown, keys] = useDisclosure();
  const tour = useTour(me);
  const hasEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.get);
  const isConnected = useLive(!hasEnded);
  const place = places.find(({ to }) => to === here)?.name;
  useTitle(place && t(`nav.${place}`));

  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 180, breakpoint: 'sm', collapsed: { mobile: !menuOpen } }}
      padding="md"
    >
      <a href="#main" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <Shortcuts isShown={keysShown} show={keys.open} hide={keys.close} />
      {hasEnded && me && <SessionEnded me={me} />}
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger opened={menuOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.menu')} />
          <Text fw={700} component={Link} to="/" c="inherit" style={{ textDecoration: 'none' }}>
            Baton
          </Text>
          <Group ml="auto" gap="xs" wrap="nowrap">
            <Palette />
            <OpenCase />
            <Bell />
            <PersonMenu name={me?.name ?? '…'} showKeys={keys.open} startTour={tour.start} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.places')}>
        {places
          .filter(({ needs }) => me?.mayActAs.includes(needs))
          .map(({ to, name }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={t(`nav.${name}`)}
              active={to === '/' ? here === '/' : here.startsWith(to)}
              onClick={menu.close}
            />
          ))}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <div role="status">
          {!isConnected && !hasEnded && (
            <Text size="sm" className={classes.offline}>
              {t('live.offline')}
            </Text>
          )}
        </div>
        <Outlet />
        <UndoOffer />
      </AppShell.Main>
      {tour.isOffered && !hasEnded && <TourOffer {...tour} />}
    </AppShell>
  );
}
