import { CatchBoundary } from '@tanstack/react-router';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BrokenPart } from './states';

/** Drawn from the first time on that it is wanted: what it is made of need not be fetched before. When it breaks, the page does not. */
export function OnDemand({ isWanted, children, meanwhile }: Props) {
  const [wasWanted, setWasWanted] = useState(isWanted);
  if (isWanted && !wasWanted) setWasWanted(true);
  if (!wasWanted) return null;
  return (
    <CatchBoundary getResetKey={() => String(isWanted)} errorComponent={BrokenPart}>
      <Suspense fallback={isWanted && meanwhile}>{children}</Suspense>
    </CatchBoundary>
  );
}

/** The same for a dialog. While it is on its way the keys of the page rest: who goes on typing means it, not them. */
export function DialogOnDemand(props: Omit<Props, 'meanwhile'>) {
  const { t } = useTranslation();
  return <OnDemand {...props} meanwhile={<div role="dialog" aria-modal="true" aria-label={t('state.loading')} />} />;
}

interface Props {
  readonly isWanted: boolean;
  readonly children: ReactNode;
  readonly meanwhile?: ReactNode;
}
