import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../ui/shortcuts';
import { Refused } from './refused';
import type { EditedRecord } from './use-record';
import { useUnsaved } from './use-unsaved';

/** Saving, always in reach below an editor. */
export function SaveBar({ editing, children }: SaveBarProps) {
  const { t } = useTranslation();
  const { isDirty, isStale, error, isSaving, saved, save, overwrite, discard } = editing;
  useUnsaved(isDirty);
  useShortcuts([{ key: 'mod + S', label: t('admin.save'), run: save }]);
  return (
    <Stack gap="xs" className="save-bar">
      {error && isDirty && <Refused error={error} />}
      <Group gap="sm">
        {isStale ? (
          <Button onClick={overwrite} loading={isSaving}>
            {t('admin.overwrite')}
          </Button>
        ) : (
          <Button onClick={save} loading={isSaving} disabled={!isDirty}>
            {t('admin.save')}
          </Button>
        )}
        {isDirty && (
          <Button variant="default" onClick={discard} disabled={isSaving}>
            {t(isStale ? 'admin.takeTheirs' : 'admin.discard')}
          </Button>
        )}
        <Text size="sm" c="dimmed" role="status">
          {isStale ? t('admin.staleKept') : isDirty ? t('admin.unsaved') : saved ? t('admin.saved') : ''}
        </Text>
        {children}
      </Group>
    </Stack>
  );
}

interface SaveBarProps {
  readonly editing: Pick<
    EditedRecord<never, unknown>,
    'isDirty' | 'isStale' | 'error' | 'isSaving' | 'saved' | 'save' | 'overwrite' | 'discard'
  >;
  /** What one watches while editing. */
  readonly children?: ReactNode;
}
