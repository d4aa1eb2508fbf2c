import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { ArrivingLegView } from '../../api/generated';
import { legName } from '../../ui/own-words';
import { rowMark } from '../../ui/row-keys';
import classes from './board.module.css';

interface Props {
  readonly leg: Pick<ArrivingLegView, 'caseId' | 'number' | 'subject' | 'priority' | 'leg'>;
  readonly tone?: 'late' | 'soon' | undefined;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** What the card is for the keys of the page: `a` looks for offers, `g` for legs that can be given. */
  readonly keys?: Readonly<Record<`data-${string}`, string>>;
  readonly onDragStart?: ((event: React.DragEvent) => void) | undefined;
}

/** A leg on the board: what it is and of which case, what matters about it in this column, and what one can do. */
export function BoardCard({ leg, tone, children, actions, keys, onDragStart }: Props) {
  return (
    <li
      className={classes.card}
      data-tone={tone}
      draggable={onDragStart !== undefined}
      onDragStart={onDragStart}
      {...keys}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs" align="baseline">
        <Anchor
          component={Link}
          to="/cases/$caseId"
          params={{ caseId: leg.caseId } as never}
          size="sm"
          fw={600}
          {...rowMark}
        >
          C-{leg.number} {legName(leg.leg)}
        </Anchor>
        <Badge variant="default" size="sm" style={{ flexShrink: 0 }}>
          {leg.priority}
        </Badge>
      </Group>
      <Text size="sm" lineClamp={2}>
        {leg.subject}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
      {actions && (
        <Group gap="xs" mt={6}>
          {actions}
        </Group>
      )}
    </li>
  );
}
