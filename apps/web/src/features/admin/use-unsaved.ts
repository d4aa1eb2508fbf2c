import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Asks before one leaves while something is not saved. */
export function useUnsaved(isDirty: boolean): void {
  const { t } = useTranslation();
  useBlocker({
    shouldBlockFn: () => isDirty && !window.confirm(t('admin.leaveUnsaved')),
    enableBeforeUnload: isDirty,
  });
}
