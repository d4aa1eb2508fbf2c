import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** The head of an editor: the way back, the name, the version. */
export function EditorFrame({ back, backLabel, title, note, children }: EditorFrameProps) {
  return (
    <Stack>
      <div>
        <Anchor component={Link} to={back} size="sm">
          ← {backLabel}
        </Anchor>
        <Group gap="sm" align="baseline">
          <Title order={2}>{title}</Title>
          {note && (
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          )}
        </Group>
      </div>
      {children}
    </Stack>
  );
}

interface EditorFrameProps {
  readonly back: string;
  readonly backLabel: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}
