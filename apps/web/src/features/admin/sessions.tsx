import { Badge, Button, Stack, Table, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import {
  companyPeopleOptions,
  sessionListEndMutation,
  sessionListListOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import { Empty, Failure, Loading } from '../../ui/states';
import { When } from '../../ui/time';
import { Refused } from './refused';

/** Where people are signed in; ending a session signs it out at once. */
export function Sessions({ whose }: { readonly whose: 'mine' | 'everyone' }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const options = sessionListListOptions({ query: { whose } });
  const { data, error, refetch } = useQuery(options);
  const { data: people = [] } = useQuery(companyPeopleOptions());
  const end = useMutation({
    ...sessionListEndMutation(),
    onSuccess: () => queries.invalidateQueries({ queryKey: options.queryKey }),
  });
  const nameOf = (personId: string) => people.find(({ id }) => id === personId)?.name ?? personId;
  return (
    <Stack gap="xs">
      <Title order={2}>{t('admin.access.sessions')}</Title>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {end.error && <Refused error={end.error} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <Empty>{t('admin.access.noSessions')}</Empty>}
      {data && data.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('admin.access.person')}</Table.Th>
                <Table.Th>{t('admin.access.begun')}</Table.Th>
                <Table.Th>{t('admin.access.lastSeen')}</Table.Th>
                <Table.Th>{t('admin.access.ends')}</Table.Th>
                <Table.Th className="admin-act">
                  <span className="admin-quiet">{t('admin.access.action')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((session) => (
                <Table.Tr key={session.id}>
                  <Table.Td>{nameOf(session.personId)}</Table.Td>
                  <Table.Td>
                    <When at={session.createdAt} />
                  </Table.Td>
                  <Table.Td>
                    <When at={session.lastSeenAt} />
                  </Table.Td>
                  <Table.Td>
                    <When at={session.expiresAt} />
                  </Table.Td>
                  <Table.Td className="admin-act">
                    {session.isThisOne ? (
                      <Badge variant="filled" color="gray.7" tt="none">
                        {t('admin.access.thisOne')}
                      </Badge>
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('admin.access.endSessionOf', { name: nameOf(session.personId) })}
                        onClick={() => end.mutate({ path: { id: session.id } })}
                      >
                        {t('admin.access.end')}
                      </Button>
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
