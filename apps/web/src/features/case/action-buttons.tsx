import { Button, Group, Kbd, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Action } from './action';

interface Props {
  readonly actions: readonly Action[];
  readonly start: (action: Action) => void;
  readonly size?: Size;
  /** Buttons of another kind that belong to them. */
  readonly children?: ReactNode;
}

type Size = 'compact-sm' | 'sm';

/** Buttons for what can be done. One that cannot stays in its place and says why: to pointer, keyboard and reader alike. */
export function ActionButtons({ actions, start, size = 'compact-sm', children }: Props) {
  if (actions.length === 0) return null;
  return (
    <Group gap={6}>
      {actions.map((action) => (
        <ActionButton key={action.id} action={action} start={() => start(action)} size={size} />
      ))}
      {children}
    </Group>
  );
}

export function ActionButton({
  action: { why, label, key, tone },
  start,
  size,
}: {
  readonly action: Pick<Action, 'why' | 'label' | 'key' | 'tone'>;
  readonly start: () => void;
  readonly size: Size;
}) {
  const button = (
    <Button
      size={size}
      variant={tone === 'first' && why === null ? 'filled' : 'default'}
      aria-disabled={why !== null}
      data-disabled={why !== null || undefined}
      aria-description={why ?? undefined}
      aria-keyshortcuts={key}
      rightSection={key && why === null ? <Kbd size="xs">{key.toUpperCase()}</Kbd> : undefined}
      onClick={(event) => {
        if (why === null) start();
        else event.preventDefault();
      }}
    >
      {label}
    </Button>
  );
  return why === null ? (
    button
  ) : (
    <Tooltip label={why} multiline maw={320} withArrow events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  );
}
