import { Anchor, Box, Button, Chip, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { caseEventsInfiniteOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseEventView, CaseView } from '../../api/generated/types.gen';
import { Empty, Failure, Loading } from '../../ui/states';
import { When } from '../../ui/time';
import type { Company } from './company';
import { type Deed, deedsOf } from './deeds';
import { type EventGroup, eventGroups, groupOf, sentenceOf } from './event-sentence';

/** What people want to read first; the ticking of clocks only on request. */
const usual: readonly EventGroup[] = ['work', 'customer', 'talk'];

/** Everything that happened, the latest first, each command as one entry. The filter is in the address, and so is each event: `#event-12`. */
export function Timeline({ record, company }: { readonly record: CaseView; readonly company: Company }) {
  const { t } = useTranslation();
  const [shown, show] = useShownGroups();
  const events = useInfiniteQuery({
    ...caseEventsInfiniteOptions({ path: { id: record.id }, query: { limit: 50 } }),
    initialPageParam: { path: { id: record.id }, query: { limit: 50 } },
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const all = events.data?.pages.flatMap(({ items }) => items) ?? [];
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const wanted = Number(/^event-(\d+)$/.exec(hash)?.[1] ?? 0);
  const isThere = wanted === 0 || all.some(({ seq }) => seq === wanted);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = events;

  useEffect(() => {
    if (!isThere && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isThere, hasNextPage, isFetchingNextPage, fetchNextPage]);
  // Once: whoever reads on from there is not called back.
  useEffect(() => {
    if (isThere && wanted > 0) document.getElementById(`event-${wanted}`)?.scrollIntoView({ block: 'center' });
  }, [isThere, wanted]);

  const visible = all.filter(({ type, seq }) => shown.includes(groupOf(type)) || seq === wanted);
  return (
    <Stack gap="sm">
      <Chip.Group multiple value={[...shown]} onChange={(next) => show(next as EventGroup[])}>
        <Group gap={6} role="group" aria-label={t('timeline.filter')}>
          {eventGroups.map((group) => (
            <Chip key={group} value={group} size="xs" variant="outline">
              {t(`timeline.group.${group}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {events.isPending && <Loading />}
      {events.error && <Failure error={events.error} retry={() => void events.refetch()} />}
      {events.data && visible.length === 0 && <Empty>{t('timeline.none')}</Empty>}
      <Stack component="ol" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {deedsOf(visible).map((deed) => (
          <OneDeed key={deed.did.seq} deed={deed} record={record} company={company} wanted={wanted} />
        ))}
      </Stack>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </Stack>
  );
}

interface OfCase {
  readonly record: CaseView;
  readonly company: Company;
  /** Whereto a link leads; 0 for nowhere. */
  readonly wanted: number;
}

/** What was done; what followed from it is folded away, unless a link leads there. */
function OneDeed({ deed: { did, followed }, ...of }: OfCase & { readonly deed: Deed }) {
  const { t } = useTranslation();
  const isWantedInside = followed.some(({ seq }) => seq === of.wanted);
  return (
    <OneEvent event={did} {...of}>
      {followed.length > 0 && (
        <Text component="details" size="sm" open={isWantedInside || undefined}>
          <Text component="summary" size="xs" c="dimmed" w="fit-content" style={{ cursor: 'pointer' }}>
            {t('timeline.followed', { count: followed.length })}
          </Text>
          <Stack component="ol" gap={6} m={0} mt={6} p={0} style={{ listStyle: 'none' }}>
            {followed.map((event) => (
              <OneEvent key={event.seq} event={event} {...of} />
            ))}
          </Stack>
        </Text>
      )}
    </OneEvent>
  );
}

function OneEvent({
  event,
  record,
  company,
  wanted,
  children,
}: OfCase & { readonly event: CaseEventView; readonly children?: ReactNode }) {
  const isWanted = event.seq === wanted;
  const { t, i18n } = useTranslation();
  const { sentence, words } = sentenceOf(event, record, company, t, i18n.language);
  return (
    <Box
      component="li"
      id={`event-${event.seq}`}
      pl="xs"
      aria-current={isWanted || undefined}
      bg={isWanted ? 'var(--mantine-primary-color-light)' : undefined}
      style={{
        borderLeft: `3px solid var(${isWanted ? '--mantine-primary-color-filled' : '--mantine-color-default-border'})`,
      }}
    >
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Stack gap={0} style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm">{sentence}</Text>
          {words && (
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {words}
            </Text>
          )}
        </Stack>
        <Anchor
          href={`#event-${event.seq}`}
          size="xs"
          c="dimmed"
          style={{ whiteSpace: 'nowrap' }}
          aria-label={t('timeline.link', { seq: event.seq })}
        >
          <When at={event.at} />
        </Anchor>
      </Group>
      {children}
    </Box>
  );
}

/** The filter lives in the address, so that a link shows what its sender saw. */
function useShownGroups(): [readonly EventGroup[], (next: readonly EventGroup[]) => void] {
  const search = useSearch({ strict: false }) as { readonly show?: string };
  const navigate = useNavigate();
  const shown = search.show?.split('.').filter((one): one is EventGroup => eventGroups.includes(one as EventGroup));
  return [
    shown ?? usual,
    (next) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, show: next.join('.') })) as never,
        hash: true,
        replace: true,
        resetScroll: false,
      }),
  ];
}
