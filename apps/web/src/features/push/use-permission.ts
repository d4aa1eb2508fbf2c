import { useSyncExternalStore } from 'react';

/** What the browser lets Baton do; changes in its own settings show at once. */
export const usePermission = (): NotificationPermission =>
  useSyncExternalStore(subscribe, () => Notification.permission);

function subscribe(listener: () => void): () => void {
  let status: PermissionStatus | undefined;
  let isOver = false;
  void navigator.permissions.query({ name: 'notifications' }).then((found) => {
    if (isOver) return;
    status = found;
    found.addEventListener('change', listener);
  });
  return () => {
    isOver = true;
    status?.removeEventListener('change', listener);
  };
}
