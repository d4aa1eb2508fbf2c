import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { handoffAcceptMutation, inboxInboxQueryKey } from '../../api/generated/@tanstack/react-query.gen';
import { CaseLink } from '../../ui/case-link';
import { rowMark } from '../../ui/row-keys';
import { Failure } from '../../ui/states';
import { openTime, useNow, wallTime, When } from '../../ui/time';
import classes from './desk.module.css';
import type { DeskRow as Row } from './desk-rows';

/** A line of the desk, with the one thing that can be done from here. */
export function DeskRow({ row }: { readonly row: Row }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row} data-standing={row.standing ?? undefined}>
      <Stack gap={2} miw={0} flex={1}>
        <CaseLink caseId={row.caseId} c="inherit" fw={600} size="sm" className={classes.subject} {...rowMark}>
          <Text span inherit c="dimmed" fw={400}>
            C-{row.number}
          </Text>{' '}
          <bdi>{row.subject}</bdi>
        </CaseLink>
        <Text size="sm">{row.next}</Text>
        <Group gap="xs">
          <Badge size="sm" variant="default" radius="sm" className={classes.badge}>
            {t('desk.priority', { priority: row.priority })}
          </Badge>
          <Standing row={row} />
          <By row={row} />
          {row.holder && (
            <Text size="xs" c="dimmed">
              {row.holder}
            </Text>
          )}
        </Group>
      </Stack>
      {row.handoffId && <Accept handoffId={row.handoffId} number={row.number} />}
    </li>
  );
}

function Standing({ row: { standing } }: { readonly row: Row }) {
  const { t } = useTranslation();
  if (standing === null) return null;
  return (
    <Badge size="sm" radius="sm" color={standing === 'late' ? 'red.8' : 'yellow.5'} className={classes.badge}>
      {t(`desk.standing.${standing}`)}
    </Badge>
  );
}

function By({ row: { by, byKind, isPaused, openSecondsLeft } }: { readonly row: Row }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (by === null) return isPaused ? <Text size="xs">{t('desk.paused')}</Text> : null;
  // Around the clock, working time is time: it is not said twice.
  const isLess =
    openSecondsLeft != null && openSecondsLeft > 0 && openSecondsLeft * 1000 < (Date.parse(by) - now) * 0.95;
  return (
    <Text size="xs">
      {t(`desk.by.${byKind}`)} <When at={by} fw={600} />
      {isLess && <> · {t('desk.openLeft', { time: openTime(openSecondsLeft, i18n.language) })}</>}{' '}
      <Text span inherit c="dimmed">
        {wallTime(by, i18n.language)}
      </Text>
    </Text>
  );
}

function Accept({ handoffId, number }: { readonly handoffId: string; readonly number: number }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const accept = useMutation({
    ...handoffAcceptMutation(),
    onSettled: () => queries.invalidateQueries({ queryKey: inboxInboxQueryKey() }),
  });
  return (
    <Stack gap={4} align="flex-end" maw="45%">
      <Button
        size="compact-sm"
        data-accept
        aria-label={t('desk.acceptCase', { number })}
        loading={accept.isPending}
        onClick={() => accept.mutate({ path: { id: handoffId } })}
      >
        {t('desk.accept')}
      </Button>
      {accept.error && <Failure error={accept.error} />}
    </Stack>
  );
}
