import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';

type Own = AnchorProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;

const RouterAnchor = createLink((props: Own) => <Anchor {...props} />);

/** The way to a case. */
export function CaseLink({ caseId, ...props }: Own & { readonly caseId: string; readonly children: ReactNode }) {
  return <RouterAnchor to="/cases/$caseId" params={{ caseId }} {...props} />;
}
