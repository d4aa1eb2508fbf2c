import { Button, Group, Table, TextInput, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Empty } from '../../ui/states';

/** A list of the company's records, each with a link to its editor. */
export function RecordList<Row extends { readonly id: string; readonly name: string }>({
  title,
  newLabel,
  path,
  rows,
  columns,
}: RecordListProps<Row>) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = rows
    .filter(
      (row) =>
        wanted === '' ||
        columns.some(({ text: of }) => of?.(row).toLowerCase().includes(wanted)) ||
        row.name.toLowerCase().includes(wanted),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <Group justify="space-between">
        <Title order={2}>{title}</Title>
        <Group gap="xs">
          {rows.length > 8 && (
            <TextInput
              aria-label={t('admin.filter')}
              placeholder={t('admin.filter')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          <Button renderRoot={(props) => <Link {...props} to={`${path}/$id`} params={{ id: 'new' }} />}>
            {newLabel}
          </Button>
        </Group>
      </Group>
      {shown.length === 0 ? (
        <Empty />
      ) : (
        <Table.ScrollContainer minWidth={320}>
          <Table highlightOnHover verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('admin.name')}</Table.Th>
                {columns.map(({ label, isWide }) => (
                  <Table.Th key={label} visibleFrom={isWide ? 'sm' : undefined}>
                    {label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    <Link to={`${path}/$id`} params={{ id: row.id }} className="admin-link">
                      {row.name}
                    </Link>
                  </Table.Td>
                  {columns.map(({ label, isWide, text: of, show }) => (
                    <Table.Td key={label} visibleFrom={isWide ? 'sm' : undefined}>
                      {show ? show(row) : of?.(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  );
}

/** Where the lists are; an editor lies below each. */
export type RecordPath = `/admin/${'journeys' | 'calendars' | 'ladders' | 'departments' | 'people'}`;

interface RecordListProps<Row> {
  readonly title: string;
  readonly newLabel: string;
  readonly path: RecordPath;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

interface Column<Row> {
  readonly label: string;
  readonly text?: (row: Row) => string;
  readonly show?: (row: Row) => ReactNode;
  /** Left out on a phone. */
  readonly isWide?: boolean;
}
