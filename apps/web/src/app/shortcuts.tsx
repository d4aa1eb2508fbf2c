import { Kbd, Modal, Switch, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts, useShortcutsOn } from '../ui/shortcuts';

const documented = [
  ['Ctrl K', 'search'],
  ['c', 'open'],
  ['n', 'notices'],
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'enter'],
  ['a', 'accept'],
  ['f', 'find'],
  ['g d', 'desk'],
  ['g b', 'board'],
  ['g l', 'cases'],
  ['g o', 'oversight'],
  ['?', 'help'],
] as const;

/** The keys that work everywhere, and `?`, which shows them and lets one switch them off. */
export function Shortcuts() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, help] = useDisclosure();
  const [isOn, setOn] = useShortcutsOn();
  const pressedG = useRef(0);
  const afterG = (to: '/' | '/board' | '/cases' | '/oversight') => () => {
    if (Date.now() - pressedG.current < 1500) void navigate({ to });
    pressedG.current = 0;
  };
  useShortcuts([
    ['shift + ?', help.open],
    ['?', help.open],
    ['G', () => void (pressedG.current = Date.now())],
    ['D', afterG('/')],
    ['B', afterG('/board')],
    ['O', afterG('/oversight')],
    ['L', afterG('/cases')],
  ]);
  return (
    <Modal
      opened={isOpen}
      onClose={help.close}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      <Switch
        label={t('keys.on')}
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => setOn(checked)}
        mb="sm"
      />
      <Table>
        <Table.Tbody>
          {documented.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th w={90}>
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{t(`keys.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
