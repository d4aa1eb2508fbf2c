import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Drawn from the first time on that it is wanted: what it is made of need not be fetched before. */
export function OnDemand({ isWanted, children, meanwhile }: Props) {
  const [wasWanted, setWasWanted] = useState(isWanted);
  if (isWanted && !wasWanted) setWasWanted(true);
  return wasWanted && <Suspense fallback={isWanted && meanwhile}>{children}</Suspense>;
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
