import { Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { RecordPath } from './record-list';

/** The head of an editor: the way back, the name, the version. */
export function EditorFrame({ back, backLabel, title, note, children }: EditorFrameProps) {
  return (
    <Stack>
      <div>
        <Link to={back} className="admin-link">
          ← {backLabel}
        </Link>
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
  readonly back: RecordPath;
  readonly backLabel: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}
