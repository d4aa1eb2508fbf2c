import { Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { noticeListInfiniteOptions, noticeMarkReadMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { NoticesPage, NoticeView } from '../../api/generated';
import { CaseLink } from '../../ui/case-link';
import { Empty, Failure, Loading } from '../../ui/states';
import { When } from '../../ui/time';
import { byDay, useDayName } from './by-day';
import { useNoticeWords } from './notice-words';
import classes from './notices.module.css';

/** What one was told, the newest first, each with the duty that made it one's business. */
export function Notices({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const dayName = useDayName();
  const [isUnreadOnly, setUnreadOnly] = useState(false);
  const pages = useInfiniteQuery({
    ...noticeListInfiniteOptions({ query: { limit: 30, ...(isUnreadOnly && { only: 'unread' as const }) } }),
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const markRead = useMutation({
    ...noticeMarkReadMutation(),
    onSettled: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey: [key] }) => (key as { readonly _id?: string } | undefined)?._id === 'noticeList',
      }),
  });
  const read = ({ caseId, seq, readAt }: NoticeView) =>
    readAt === null && markRead.mutate({ body: { notices: [{ caseId, seq }] } });
  return (
    <Stack gap="sm">
      {markRead.error && <Failure error={markRead.error} />}
      <Group justify="space-between" gap="xs">
        <Switch
          size="sm"
          label={t('notices.unreadOnly')}
          checked={isUnreadOnly}
          onChange={({ currentTarget: { checked } }) => setUnreadOnly(checked)}
        />
        <Button
          variant="default"
          size="compact-sm"
          disabled={!isAnyUnread(pages.data)}
          loading={markRead.isPending}
          onClick={() => markRead.mutate({ body: { all: true } })}
        >
          {t('notices.readAll')}
        </Button>
      </Group>
      {pages.isPending && <Loading />}
      {pages.error && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data?.pages[0]?.items.length === 0 && (
        <Empty>{t(isUnreadOnly ? 'notices.noneUnread' : 'notices.none')}</Empty>
      )}
      <div onKeyDown={walk}>
        {byDay(pages.data?.pages.flatMap(({ items }) => items) ?? []).map(({ day, notices }) => (
          <section key={day} aria-labelledby={`notices-${day}`}>
            <Title order={3} id={`notices-${day}`} className={classes.day}>
              {dayName(day)}
            </Title>
            <ul className={classes.list}>
              {notices.map((notice) => (
                <OneNotice
                  key={`${notice.caseId} ${notice.seq}`}
                  notice={notice}
                  read={() => read(notice)}
                  leave={onLeave}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('notices.more')}
        </Button>
      )}
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t('notices.keys')}
      </Text>
    </Stack>
  );
}

const isAnyUnread = (data: InfiniteData<NoticesPage, unknown> | undefined): boolean =>
  (data?.pages[0]?.unread ?? 0) > 0;

interface OneNoticeProps {
  readonly notice: NoticeView;
  readonly read: () => void;
  readonly leave: () => void;
}

/** Leads to what happened, where it stands in the case's history. */
function OneNotice({ notice, read, leave }: OneNoticeProps) {
  const { t } = useTranslation();
  const { sentence, why } = useNoticeWords()(notice);
  const { caseId, seq, readAt, at } = notice;
  const isUnread = readAt === null;
  return (
    <li className={classes.notice} data-unread={isUnread}>
      <CaseLink
        caseId={caseId}
        event={seq}
        data-notice
        c="inherit"
        size="sm"
        fw={isUnread ? 600 : 400}
        onClick={() => {
          read();
          leave();
        }}
      >
        {sentence}
      </CaseLink>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-end">
        <Text size="xs" c="dimmed">
          <When at={at} /> · {why}
        </Text>
        {isUnread && (
          <Button variant="subtle" size="compact-xs" flex="none" data-read onClick={read}>
            {t('notices.read')}
          </Button>
        )}
      </Group>
    </li>
  );
}

/** j and k and the arrows walk through the notices, r marks the one at hand as read. The keys of the page rest meanwhile. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-notice]')];
  const row = (event.target as HTMLElement).closest('li');
  const here = links.findIndex((link) => row?.contains(link));
  const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (by !== undefined) links[here + by]?.focus();
  else if (event.key === 'r') {
    row?.querySelector<HTMLElement>('[data-read]')?.click();
    links[here]?.focus();
  } else return;
  event.preventDefault();
}
