import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';

type Own = AnchorProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;

const RouterAnchor = createLink((props: Own) => <Anchor {...props} />);

interface To {
  readonly caseId: string;
  /** One of its events: its timeline shows it and marks it. */
  readonly event?: number;
  readonly children: ReactNode;
}

/** The way to a case. */
export function CaseLink({ caseId, event, ...props }: Own & To) {
  const hash = event === undefined ? undefined : `event-${event}`;
  return <RouterAnchor to="/cases/$caseId" params={{ caseId }} hash={hash} {...props} />;
}
