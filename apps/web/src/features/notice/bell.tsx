import { Button, Indicator } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { noticeListOptions } from '../../api/generated/@tanstack/react-query.gen';
import { DialogOnDemand } from '../../ui/on-demand';
import { withTexts } from '../../i18n/i18n';
import { useShortcuts } from '../../ui/shortcuts';
import { usePush } from '../push/use-push';

const NoticeDrawer = lazy(() =>
  withTexts(import('./notice-drawer')).then(({ NoticeDrawer }) => ({ default: NoticeDrawer })),
);

/** How many notices are unread, and the way to them. */
export function Bell() {
  const { t } = useTranslation();
  const [isOpen, drawer] = useDisclosure();
  const rememberPush = usePush(drawer.close);
  const { data } = useQuery(noticeListOptions({ query: { limit: 1 } }));
  const unread = data?.unread ?? 0;
  useShortcuts([{ key: 'N', label: t('keys.notices'), run: drawer.open }], 'everywhere');
  return (
    <>
      <Indicator label={unread > 99 ? '99+' : unread} size={16} color="red.8" disabled={unread === 0} offset={3}>
        <Button
          variant="default"
          size="compact-md"
          px={6}
          onClick={drawer.open}
          data-tour="notices"
          aria-label={t('notices.bell', { count: unread })}
          title={t('notices.bell', { count: unread })}
        >
          <BellShape />
        </Button>
      </Indicator>
      <DialogOnDemand isWanted={isOpen}>
        <NoticeDrawer opened={isOpen} onClose={drawer.close} rememberPush={rememberPush} />
      </DialogOnDemand>
    </>
  );
}

const BellShape = () => (
  <svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden>
    <path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 18h3" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);
