import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import {
  noticeListInfiniteOptions,
  noticeListInfiniteQueryKey,
  noticeListQueryKey,
  noticeMarkReadMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { NoticeView } from '../../api/generated';
import { CaseLink } from '../../ui/case-link';
import { Empty, Failure, Loading } from '../../ui/states';
import { When } from '../../ui/time';
import classes from './notices.module.css';

/** What one was told, the newest first, each with the duty that made it one's business. */
export function Notices({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const pages = useInfiniteQuery({
    ...noticeListInfiniteOptions({ query: { limit: 30 } }),
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const markRead = useMutation({
    ...noticeMarkReadMutation(),
    onSettled: () =>
      Promise.all(
        [noticeListQueryKey({ query: { limit: 1 } }), noticeListInfiniteQueryKey({ query: { limit: 30 } })].map(
          (queryKey) => queries.invalidateQueries({ queryKey: [...queryKey] }),
        ),
      ),
  });
  if (pages.isPending) return <Loading />;
  if (pages.error) return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  const notices = pages.data.pages.flatMap(({ items }) => items);
  const isAnyUnread = (pages.data.pages[0]?.unread ?? 0) > 0;
  const read = ({ caseId, seq, readAt }: NoticeView) =>
    readAt === null && markRead.mutate({ body: { notices: [{ caseId, seq }] } });
  if (notices.length === 0) return <Empty>{t('notices.none')}</Empty>;
  return (
    <Stack gap="sm">
      {markRead.error && <Failure error={markRead.error} />}
      <Button
        variant="default"
        size="compact-sm"
        disabled={!isAnyUnread}
        loading={markRead.isPending}
        onClick={() => markRead.mutate({ body: { all: true } })}
      >
        {t('notices.readAll')}
      </Button>
      <ul className={classes.list}>
        {notices.map((notice) => (
          <li key={`${notice.caseId} ${notice.seq}`} className={classes.notice} data-unread={notice.readAt === null}>
            <CaseLink
              caseId={notice.caseId}
              c="inherit"
              size="sm"
              fw={notice.readAt === null ? 600 : 400}
              onClick={() => {
                read(notice);
                onLeave();
              }}
            >
              {notice.text}
            </CaseLink>
            <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-end">
              <Text size="xs" c="dimmed">
                <When at={notice.at} /> · {notice.whyText}
              </Text>
              {notice.readAt === null && (
                <Button variant="subtle" size="compact-xs" flex="none" onClick={() => read(notice)}>
                  {t('notices.read')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('notices.more')}
        </Button>
      )}
    </Stack>
  );
}
