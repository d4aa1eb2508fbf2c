import { Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { SaveBar } from './save-bar';
import type { EditedRecord } from './use-record';

/** Around every editor: the way back, the name, what one edits, and saving. */
export function EditorFrame({ editing, newLabel, note, watched, after, children }: EditorFrameProps) {
  const { t } = useTranslation();
  const { path, draft } = editing;
  return (
    <Stack>
      <div>
        <Link to={path} className="admin-link">
          ← {t(`admin.tab.${path.slice('/admin/'.length)}`)}
        </Link>
        <Group gap="sm" align="baseline">
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            {draft.name || newLabel}
          </Title>
          {note && (
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          )}
        </Group>
      </div>
      {children}
      <SaveBar editing={editing}>{watched}</SaveBar>
      {after}
    </Stack>
  );
}

interface EditorFrameProps {
  readonly editing: Omit<EditedRecord<never, unknown>, 'draft'> & { readonly draft: { readonly name: string } };
  readonly newLabel: string;
  readonly note?: string | undefined;
  /** What stays in sight beside the button that saves. */
  readonly watched?: ReactNode;
  /** What is saved by itself. */
  readonly after?: ReactNode;
  readonly children: ReactNode;
}
