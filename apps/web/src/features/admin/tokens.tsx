import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import {
  companyPeopleOptions,
  tokenEndMutation,
  tokenListOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import type { TokenView } from '../../api/generated/types.gen';
import { Empty, Failure, Loading } from '../../ui/states';
import { When } from '../../ui/time';
import { MakeToken } from './make-token';
import { Refused } from './refused';

/** Tokens for programs: each acts as the person who made it. */
export function Tokens({ whose }: { readonly whose: 'mine' | 'everyone' }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isMaking, making] = useDisclosure();
  const options = tokenListOptions({ query: { whose } });
  const { data, error, refetch } = useQuery(options);
  const { data: people = [] } = useQuery(companyPeopleOptions());
  const reload = () => queries.invalidateQueries({ queryKey: options.queryKey });
  const end = useMutation({ ...tokenEndMutation(), onSuccess: reload });
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2}>{t('admin.access.tokens')}</Title>
        <Button onClick={making.open}>{t('admin.access.makeToken')}</Button>
      </Group>
      {isMaking && <MakeToken onClose={making.close} onMade={() => void reload()} />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {end.error && <Refused error={end.error} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <Empty>{t('admin.access.noTokens')}</Empty>}
      {data && data.length > 0 && (
        <Table.ScrollContainer minWidth={620}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('admin.access.purpose')}</Table.Th>
                <Table.Th>{t('admin.access.person')}</Table.Th>
                <Table.Th>{t('admin.access.begins')}</Table.Th>
                <Table.Th>{t('admin.access.made')}</Table.Th>
                <Table.Th>{t('admin.access.lastUsed')}</Table.Th>
                <Table.Th>{t('admin.access.ends')}</Table.Th>
                <Table.Th className="admin-act">
                  <span className="admin-quiet">{t('admin.access.action')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>{token.name}</Table.Td>
                  <Table.Td>{people.find(({ id }) => id === token.personId)?.name ?? token.personId}</Table.Td>
                  <Table.Td>
                    <code>{token.prefix}…</code>
                  </Table.Td>
                  <Table.Td>
                    <When at={token.createdAt} />
                  </Table.Td>
                  <Table.Td>{token.lastUsedAt ? <When at={token.lastUsedAt} /> : t('admin.access.never')}</Table.Td>
                  <Table.Td>{token.expiresAt ? <When at={token.expiresAt} /> : t('admin.access.never')}</Table.Td>
                  <Table.Td className="admin-act">
                    {isLive(token) ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('admin.access.endToken', { name: token.name })}
                        onClick={() => end.mutate({ path: { id: token.id } })}
                      >
                        {t('admin.access.end')}
                      </Button>
                    ) : (
                      <Text size="sm">{t('admin.access.ended')}</Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

const isLive = ({ revokedAt, expiresAt }: TokenView) =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > Date.now());
