import { useEffect, useState } from 'react';

/**
 * Whether the service has a newer version of the pages than the one that is open. A version comes with a restart of the service,
 * so it is asked for whenever the stream was interrupted.
 */
export function useRenewed(isConnected: boolean): boolean {
  const [wasLost, setWasLost] = useState(false);
  const [isRenewed, setRenewed] = useState(false);
  if (!isConnected && !wasLost) setWasLost(true);
  useEffect(() => {
    if (!isConnected || !wasLost) return;
    setWasLost(false);
    // Lost once more: then it is asked again when it is back.
    hasOtherScripts().then(setRenewed, () => undefined);
  }, [isConnected, wasLost]);
  return isRenewed;
}

/** The page names its scripts, and these are named by what is in them. */
async function hasOtherScripts(): Promise<boolean> {
  const mine = document.querySelector('script[type="module"]')?.getAttribute('src');
  const answer = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' });
  return answer.ok && mine != null && !(await answer.text()).includes(mine);
}
