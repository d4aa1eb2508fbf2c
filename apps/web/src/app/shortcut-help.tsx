import { Modal, Switch, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { activeShortcuts, type ShortcutScope, useShortcutsOn } from '../ui/shortcuts';
import { Keys } from './keys';

/** Shows the keys that work here, and lets one switch them off. */
export function ShortcutHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [isOn, setOn] = useShortcutsOn();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      <Switch
        label={t('keys.on')}
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => setOn(checked)}
        mb="sm"
      />
      <KeyTable scope="page" />
      <KeyTable scope="everywhere" />
    </Modal>
  );
}

/** What can be pressed on the page behind the dialog. */
function KeyTable({ scope }: { readonly scope: ShortcutScope }) {
  const { t } = useTranslation();
  const shortcuts = activeShortcuts(scope);
  if (shortcuts.length === 0) return null;
  const title = t(`keys.scope.${scope}`);
  return (
    <>
      <Title order={3} mt="sm">
        {title}
      </Title>
      <Table aria-label={title}>
        <Table.Tbody>
          {shortcuts.map(({ key, label }) => (
            <Table.Tr key={key + label}>
              <Table.Th w={90}>
                <Keys of={key} />
              </Table.Th>
              <Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
