import { type ReactNode, Suspense, useState } from 'react';

/** Drawn from the first time on that it is wanted: what it is made of need not be fetched before. */
export function OnDemand({ isWanted, children }: { readonly isWanted: boolean; readonly children: ReactNode }) {
  const [wasWanted, setWasWanted] = useState(isWanted);
  if (isWanted && !wasWanted) setWasWanted(true);
  return wasWanted && <Suspense>{children}</Suspense>;
}
