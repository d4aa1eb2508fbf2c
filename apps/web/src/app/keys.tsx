import { Group, Kbd } from '@mantine/core';

import { keyNames } from '../ui/shortcuts';

/** A key as it is written on the keyboard. */
export function Keys({ of }: { readonly of: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      {keyNames(of).map((name) => (
        <Kbd key={name}>{name}</Kbd>
      ))}
    </Group>
  );
}
