import { Burger, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionMeOptions } from '../api/generated/@tanstack/react-query.gen';
import { sessionEnd } from '../api/session-end';
import { keepDraftsOf } from '../features/case/draft';
import { OpenCase } from '../features/case/open-case';
import { Bell } from '../features/notice/bell';
import { useTour } from '../features/tour/use-tour';
import { Undo } from '../features/undo/undo';
import { withTexts } from '../i18n/i18n';
import { NotAllowed } from '../ui/states';
import { useTitle } from '../ui/title';
import { useLive } from './live';
import { Palette } from './palette';
import { PersonButton } from './person-button';
import { places } from './places';
import { useRenewed } from './renewal';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts';
import { useToldLanguage } from './told-language';

const SessionEnded = lazy(() =>
  withTexts(import('../features/session/session-ended')).then(({ SessionEnded }) => ({ default: SessionEnded })),
);

const TourOffer = lazy(() =>
  withTexts(import('../features/tour/tour-offer')).then(({ TourOffer }) => ({ default: TourOffer })),
);

/** The frame of every page: where one is, who one is, and the two things one does most. */
export function Shell() {
  const { t } = useTranslation();
  const [menuOpen, menu] = useDisclosure();
  const { data: me } = useQuery(sessionMeOptions());
  const here = useRouterState({ select: (state) => state.location.pathname });
  const [keysShown, keys] = useDisclosure();
  const tour = useTour(me);
  useToldLanguage(me);
  const hasEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.get);
  const isConnected = useLive(!hasEnded);
  const isRenewed = useRenewed(isConnected);
  const place = places.find(({ to }) => to === here)?.name;
  const closed = me && places.find(({ to, needs }) => `${here}/`.startsWith(`${to}/`) && !me.mayActAs.includes(needs));
  useEffect(() => {
    if (me) keepDraftsOf(me.id);
  }, [me]);
  useTitle(place && !closed ? t(`nav.${place}`) : undefined);

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <Shortcuts isShown={keysShown} show={keys.open} hide={keys.close} />
      <Suspense>{hasEnded && me && <SessionEnded me={me} />}</Suspense>
      <header className={classes.header}>
        <Burger
          opened={menuOpen}
          onClick={menu.toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={t('nav.menu')}
          aria-expanded={menuOpen}
        />
        <Link to="/" className={classes.name}>
          Baton
        </Link>
        <Group ml="auto" gap="xs" wrap="nowrap">
          <Palette />
          <OpenCase />
          <Bell />
          <PersonButton name={me?.name ?? '…'} showKeys={keys.open} startTour={tour.start} />
        </Group>
      </header>
      <nav className={classes.places} aria-label={t('nav.places')} data-open={menuOpen || undefined}>
        {places
          .filter(({ needs }) => me?.mayActAs.includes(needs))
          .map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              className={classes.place}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              onClick={menu.close}
            >
              {t(`nav.${name}`)}
            </Link>
          ))}
      </nav>
      <main id="main" tabIndex={-1} className={classes.main}>
        <div role="status" className={classes.status}>
          {!isConnected && !hasEnded && (
            <Text size="sm" className={classes.offline}>
              {t('live.offline')}
            </Text>
          )}
          {isConnected && isRenewed && (
            <Group className={classes.offline}>
              <Text size="sm">{t('live.renewed')}</Text>
              <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
                {t('state.reload')}
              </Button>
            </Group>
          )}
        </div>
        {closed ? <NotAllowed place={t(`nav.${closed.name}`)} /> : <Outlet />}
        <Undo />
      </main>
      <Suspense>{tour.isOffered && !hasEnded && <TourOffer {...tour} />}</Suspense>
    </div>
  );
}
