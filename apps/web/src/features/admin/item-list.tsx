import { ActionIcon, Button, Checkbox, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { ItemDto } from '../../api/generated/types.gen';
import { freeKey, replaced } from './draft-lists';

/** Fields of a package, or things to tick: a label each, and whether it is needed. */
export function ItemList({ legend, items, onChange }: ItemListProps) {
  const { t } = useTranslation();
  const taken = items.map(({ key }) => key);
  return (
    <Fieldset legend={legend} variant="filled" p="xs">
      <Stack gap={6}>
        {items.map((item, index) => (
          <Group key={item.key} gap={6} wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              aria-label={t('admin.journey.itemOf', { list: legend, n: index + 1 })}
              value={item.label}
              onChange={(event) => onChange(replaced(items, index, { ...item, label: event.currentTarget.value }))}
            />
            <Checkbox
              label={t('admin.journey.required')}
              checked={item.required}
              onChange={(event) => onChange(replaced(items, index, { ...item, required: event.currentTarget.checked }))}
            />
            <ActionIcon
              variant="default"
              aria-label={t('admin.remove', { name: item.label })}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              ×
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              const key = freeKey('item', taken);
              onChange([...items, { key, label: t('admin.journey.newItem'), required: false }]);
            }}
          >
            {t('admin.add')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

interface ItemListProps {
  readonly legend: string;
  readonly items: readonly ItemDto[];
  readonly onChange: (items: ItemDto[]) => void;
}
