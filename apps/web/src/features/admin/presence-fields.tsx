import { ActionIcon, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { personChangePresenceOfMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { PersonView } from '../../api/generated/types.gen';
import { Refused } from './refused';
import { replaced } from './draft-lists';
import { fromLocalInput, localInput } from '../../ui/zoned-time';
import { useUnsaved } from './use-unsaved';

/** Whether somebody is there, and when they will not be. */
export function PresenceFields({ person, onSaved }: PresenceFieldsProps) {
  const { t } = useTranslation();
  const asSaved = {
    presence: person.presence,
    absences: person.absences.map(({ from, to }) => ({
      from: localInput(Date.parse(from)),
      to: localInput(Date.parse(to)),
    })),
  };
  const [presence, setPresence] = useState(asSaved.presence);
  const [absences, setAbsences] = useState(asSaved.absences);
  const isDirty = JSON.stringify({ presence, absences }) !== JSON.stringify(asSaved);
  useUnsaved(isDirty);
  const save = useMutation({
    ...personChangePresenceOfMutation(),
    onSuccess: () => {
      notifications.show({ message: t('admin.saved') });
      onSaved();
    },
  });
  const periods = absences.flatMap(({ from, to }) => {
    const [begin, end] = [fromLocalInput(from), fromLocalInput(to)];
    return begin === null || end === null
      ? []
      : [{ from: new Date(begin).toISOString(), to: new Date(end).toISOString() }];
  });
  return (
    <Fieldset legend={t('admin.person.presence')}>
      <Stack gap="sm">
        <Group align="flex-end">
          <NativeSelect
            label={t('admin.person.now')}
            value={presence}
            data={(['available', 'busy', 'away'] as const).map((value) => ({
              value,
              label: t(`admin.person.presences.${value}`),
            }))}
            onChange={(event) => setPresence(event.currentTarget.value as PersonView['presence'])}
          />
        </Group>
        {absences.map((absence, index) => (
          <Group key={index} gap={6} align="flex-end">
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="datetime-local"
                label={t(`admin.person.absence.${end}`)}
                value={absence[end]}
                onChange={(event) =>
                  setAbsences(replaced(absences, index, { ...absence, [end]: event.currentTarget.value }))
                }
              />
            ))}
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('admin.remove', { name: t('admin.person.absence.one') })}
              onClick={() => setAbsences(absences.filter((_, at) => at !== index))}
            >
              ×
            </ActionIcon>
          </Group>
        ))}
        <Text size="sm" c="dimmed">
          {t('admin.person.presenceHelp')}
        </Text>
        {save.error && <Refused error={save.error} />}
        <Group>
          <Button
            variant="default"
            onClick={() => {
              const midnightIn = (days: number) => `${localInput(Date.now() + days * 86_400_000).slice(0, 10)}T00:00`;
              setAbsences([...absences, { from: midnightIn(1), to: midnightIn(8) }]);
            }}
          >
            {t('admin.person.absence.add')}
          </Button>
          <Button
            loading={save.isPending}
            disabled={!isDirty}
            onClick={() => save.mutate({ path: { id: person.id }, body: { presence, absences: periods } })}
          >
            {t('admin.person.savePresence')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

interface PresenceFieldsProps {
  readonly person: PersonView;
  readonly onSaved: () => void;
}
