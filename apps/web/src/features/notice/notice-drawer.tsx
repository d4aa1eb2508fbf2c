import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { OnThisDevice } from '../push/on-this-device';
import type { usePush } from '../push/use-push';
import { Notices } from './notices';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly rememberPush: ReturnType<typeof usePush>;
}

/** The notices, beside the page that one is on, and whether this device tells them too. */
export function NoticeDrawer({ opened, onClose, rememberPush }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      title={t('notices.title')}
      closeButtonProps={{ 'aria-label': t('notices.close') }}
    >
      <OnThisDevice onSwitched={rememberPush} />
      <Notices onLeave={onClose} />
    </Drawer>
  );
}
