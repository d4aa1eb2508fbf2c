import { Group, Kbd, Modal, Switch, Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { sessionMeOptions } from '../api/generated/@tanstack/react-query.gen';
import { activeShortcuts, keyNames, type ShortcutScope, useShortcuts, useShortcutsOn } from '../ui/shortcuts';
import { places } from './places';

interface Props {
  readonly isShown: boolean;
  readonly show: () => void;
  readonly hide: () => void;
}

/** The keys that lead from place to place, and `?`, which shows the keys that work here and lets one switch them off. */
export function Shortcuts({ isShown, show, hide }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: me } = useQuery(sessionMeOptions());
  const [isOn, setOn] = useShortcutsOn();
  useShortcuts(
    [
      ...places
        .filter(({ needs }) => me?.mayActAs.includes(needs))
        .map(({ name, to, key }) => ({ key, label: t(`palette.go.${name}`), run: () => void navigate({ to }) })),
      { key: '?', label: t('keys.help'), run: show },
    ],
    'everywhere',
  );
  return (
    <Modal opened={isShown} onClose={hide} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('keys.close') }}>
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
