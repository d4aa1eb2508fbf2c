import { Stack, Title } from '@mantine/core';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import './admin.css';

const tabs = ['journeys', 'calendars', 'ladders', 'departments', 'people', 'access', 'audit'] as const;

/** Administration: what the company is made of. Each tab has an address of its own. */
export function Admin() {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    nav.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return (
    <Stack>
      <Title order={1}>{t('nav.admin')}</Title>
      <nav ref={nav} aria-label={t('nav.admin')} className="admin-tabs">
        {tabs.map((tab) => (
          <Link
            key={tab}
            to={`/admin/${tab}`}
            className="admin-tab"
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          >
            {t(`admin.tab.${tab}`)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Stack>
  );
}
