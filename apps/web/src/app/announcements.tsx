import { useNotifications } from '@mantine/notifications';
import { lazy } from 'react';

import { OnDemand } from '../ui/on-demand';

const Corner = lazy(() => import('./announcements-corner'));

/** What was done, said in passing in the corner of the screen; at its foot one takes back what one did. */
export function Announcements() {
  const { notifications } = useNotifications();
  return (
    <OnDemand isWanted={notifications.length > 0}>
      <Corner position="top-right" />
    </OnDemand>
  );
}
