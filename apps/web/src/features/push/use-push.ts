import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import { sessionMeOptions } from '../../api/generated/@tanstack/react-query.gen';
import { sessionEnd } from '../../api/session-end';

/** For whom this browser was switched on. Whoever else signs in on it switches it on themselves, or not. */
const ON_FOR = 'push-on-for';

/**
 * Goes on being told after signing in again, in the language that is read now, and follows what is tapped on. Answers how to
 * remember for whom it is switched on.
 */
export function usePush(onFollowed: () => void): (personId: string | null) => void {
  const { data: me } = useQuery(sessionMeOptions());
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  const hasEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.get);
  const personId = hasEnded ? undefined : me?.id;

  useEffect(() => {
    if (personId === undefined || localStorage.getItem(ON_FOR) !== personId) return;
    goOn(i18n.language).catch((error: unknown) => console.warn('This browser is not told any more.', error));
  }, [personId, i18n.language]);

  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    const follow = ({ data }: MessageEvent<{ readonly open?: string }>) => {
      if (data.open === undefined) return;
      onFollowed();
      void navigate({ href: data.open });
    };
    navigator.serviceWorker.addEventListener('message', follow);
    return () => navigator.serviceWorker.removeEventListener('message', follow);
  }, [navigate, onFollowed]);

  return remember;
}

/** What fails here shows as switched off where it is switched on. */
async function goOn(language: string): Promise<void> {
  const { isAllowed, keepTold } = await import('./this-browser');
  if (isAllowed()) await keepTold(language);
}

function remember(personId: string | null): void {
  if (personId === null) localStorage.removeItem(ON_FOR);
  else localStorage.setItem(ON_FOR, personId);
}
