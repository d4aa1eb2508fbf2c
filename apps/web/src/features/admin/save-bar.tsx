import { Button, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ProblemError } from '../../api/problem';
import { Refused } from './refused';

/** Saving at the end of an editor. What somebody else saved meanwhile is never overwritten unasked, nothing typed is lost. */
export function SaveBar({ isDirty, isSaved, isSaving, error, onSave, onOverwrite, children }: SaveBarProps) {
  const { t } = useTranslation();
  useBlocker({
    shouldBlockFn: () => isDirty && !window.confirm(t('admin.leaveUnsaved')),
    enableBeforeUnload: isDirty,
  });
  const isStale = error instanceof ProblemError && error.status === 412;
  return (
    <Stack gap="xs">
      {error && <Refused error={error} />}
      {isStale && (
        <Group gap="xs">
          <Text size="sm">{t('admin.staleKept')}</Text>
          <Button size="compact-sm" variant="default" onClick={onOverwrite}>
            {t('admin.overwrite')}
          </Button>
        </Group>
      )}
      <Group gap="sm">
        <Button onClick={onSave} loading={isSaving} disabled={!isDirty}>
          {t('admin.save')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {isDirty ? t('admin.unsaved') : isSaved ? t('admin.saved') : ''}
        </Text>
        {children}
      </Group>
    </Stack>
  );
}

interface SaveBarProps {
  readonly isDirty: boolean;
  readonly isSaved: boolean;
  readonly isSaving: boolean;
  readonly error: Error | null;
  readonly onSave: () => void;
  readonly onOverwrite: () => void;
  readonly children?: ReactNode;
}
