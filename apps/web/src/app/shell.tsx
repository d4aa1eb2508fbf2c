import { AppShell, Burger, Button, Group, Menu, NavLink, Text, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { sessionMeOptions, sessionSignOutMutation } from '../api/generated/@tanstack/react-query.gen';
import { languages } from '../i18n/i18n';
import { OpenCase } from '../features/case/open-case';
import { useLive } from './live';
import { Palette } from './palette';

const places = [
  { to: '/', label: 'nav.desk', needs: 'agent' },
  { to: '/board', label: 'nav.board', needs: 'agent' },
  { to: '/cases', label: 'nav.cases', needs: 'agent' },
  { to: '/oversight', label: 'nav.oversight', needs: 'lead' },
  { to: '/admin', label: 'nav.admin', needs: 'admin' },
] as const;

/** The frame of every page: where one is, who one is, and the two things one does most. */
export function Shell() {
  const { t, i18n } = useTranslation();
  const [menuOpen, menu] = useDisclosure();
  const { data: me } = useQuery(sessionMeOptions());
  const here = useRouterState({ select: (state) => state.location.pathname });
  const { setColorScheme } = useMantineColorScheme();
  const isConnected = useLive();
  const signOut = useMutation({
    ...sessionSignOutMutation(),
    onSuccess: () => window.location.assign('/sign-in'),
  });

  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 180, breakpoint: 'sm', collapsed: { mobile: !menuOpen } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger opened={menuOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.menu')} />
          <Text fw={700} component={Link} to="/" c="inherit" style={{ textDecoration: 'none' }}>
            Baton
          </Text>
          {!isConnected && (
            <Text size="sm" role="status">
              {t('live.offline')}
            </Text>
          )}
          <Group ml="auto" gap="xs" wrap="nowrap">
            <Palette />
            <OpenCase />
            <Menu>
              <Menu.Target>
                <Button variant="default" size="compact-md">
                  {me?.name ?? '…'}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{t('nav.language')}</Menu.Label>
                {languages.map(({ code, name }) => (
                  <Menu.Item key={code} lang={code} onClick={() => void i18n.changeLanguage(code)}>
                    {name}
                  </Menu.Item>
                ))}
                <Menu.Label>{t('nav.appearance')}</Menu.Label>
                {(['light', 'dark', 'auto'] as const).map((scheme) => (
                  <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)}>
                    {t(`nav.${scheme}`)}
                  </Menu.Item>
                ))}
                <Menu.Divider />
                <Menu.Item onClick={() => signOut.mutate({})}>{t('nav.signOut')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.places')}>
        {places
          .filter(({ needs }) => me?.mayActAs.includes(needs))
          .map(({ to, label }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={t(label)}
              active={to === '/' ? here === '/' : here.startsWith(to)}
              onClick={menu.close}
            />
          ))}
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
