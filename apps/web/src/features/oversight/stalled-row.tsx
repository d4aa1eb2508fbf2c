import { Anchor, Badge, Checkbox, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { StalledView } from '../../api/generated';
import { rowMark } from '../../ui/row-keys';
import { openTime, useNow, wallTime, When } from '../../ui/time';
import type { Company } from '../case/company';
import classes from './oversight.module.css';

interface Props {
  readonly item: StalledView;
  /** It stands below another reason of its case, which says already what case it is. */
  readonly isSameCase: boolean;
  readonly company: Company;
  readonly act?: ReactNode;
  /** Where rows can be selected. */
  readonly select?: {
    readonly key: string;
    readonly isOn: boolean;
    readonly isGone: boolean;
    readonly toggle: (asFarAs: boolean) => void;
  };
}

/** One thing that stands still: what and since when, who was asked and what they said, who must do what, and what comes next. */
export function StalledRow({ item, isSameCase, company, act, select }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const late = isLate(item, now);
  const chase = item.chases[0];
  return (
    <li
      className={classes.row}
      data-tone={late ? 'late' : 'soon'}
      data-key={select?.key}
      data-gone={select?.isGone || undefined}
      data-same-case={isSameCase || undefined}
      data-selected={select?.isOn || undefined}
    >
      {select && (
        <Checkbox
          size="sm"
          className={classes.tick}
          aria-label={t('oversight.select', { number: item.number, subject: item.subject })}
          checked={select.isOn}
          disabled={select.isGone}
          onChange={({ nativeEvent }) => select.toggle((nativeEvent as unknown as MouseEvent).shiftKey)}
        />
      )}
      <div>
        <Anchor
          component={Link}
          to="/cases/$caseId"
          params={{ caseId: item.caseId } as never}
          {...(isSameCase ? { size: 'sm' } : { inherit: true, fw: 600 })}
          {...rowMark}
        >
          C-{item.number} {isSameCase ? t('oversight.sameCase') : <bdi>{item.subject}</bdi>}
        </Anchor>{' '}
        {!isSameCase && (
          <Badge variant="default" size="sm">
            {item.priority}
          </Badge>
        )}
        <Text size="sm">
          {item.leg && `${item.leg} · `}
          {company.departmentName(item.departmentId)}
        </Text>
        {!isSameCase && (
          <Text size="sm">
            {item.customerDueAt ? (
              <span className={Date.parse(item.customerDueAt) < now ? classes.late : undefined}>
                {t('oversight.customerDue')} <When at={item.customerDueAt} />
              </span>
            ) : (
              t('oversight.customerPaused')
            )}
          </Text>
        )}
      </div>
      <div>
        <Text size="sm" fw={600} className={late ? classes.late : undefined}>
          {reasonOf(item, t)}
          {' · '}
          <Text
            span
            inherit
            fw={400}
            component="time"
            dateTime={item.since}
            title={wallTime(item.since, i18n.language)}
          >
            {t('oversight.openAge', { time: openTime(item.sinceOpenSeconds, i18n.language) })}
          </Text>
        </Text>
        {item.request?.text && <Text size="sm">“{item.request.text}”</Text>}
        <Text size="sm">
          {item.lastProgressAt ? (
            <>
              {t('oversight.lastProgress')}{' '}
              <time dateTime={item.lastProgressAt} title={wallTime(item.lastProgressAt, i18n.language)}>
                {t('oversight.openAgo', { time: openTime(item.progressOpenSeconds ?? 0, i18n.language) })}
              </time>
            </>
          ) : (
            t('oversight.noProgress')
          )}
        </Text>
        {chase ? (
          <Text size="sm">
            {t('oversight.asked', { who: chase.askedIds.map((id) => company.nameOf(id)).join(', ') })}
            {', '}
            <When at={chase.sentAt} />
            {': '}
            {chase.answer ? t(`oversight.answer.${chase.answer}`) : t('oversight.unanswered')}
            {chase.etaAt && (
              <>
                {' ('}
                <When at={chase.etaAt} />)
              </>
            )}
            {chase.note && ` “${chase.note}”`}
          </Text>
        ) : (
          <Text size="sm">{t('oversight.notAsked')}</Text>
        )}
      </div>
      <div>
        <Text size="sm">
          <b>{whoMustAct(item, company)}</b>: {nextAction(item, t)}
        </Text>
        {item.next && (
          <Text size="sm" c="dimmed">
            {t('oversight.next', { what: t(`oversight.timer.${item.next.kind}`, t('oversight.timer.other')) })}{' '}
            <When at={item.next.at} />
          </Text>
        )}
      </div>
      {act && <div>{act}</div>}
    </li>
  );
}

/** Has anything run out already? */
export const isLate = ({ reason, customerDueAt }: StalledView, now: number): boolean =>
  reason === 'clock-breached' || (customerDueAt !== null && Date.parse(customerDueAt) < now);

/** Why it stands in the queue. */
export const reasonOf = ({ reason, clockKind, request }: StalledView, t: TFunction): string =>
  t(`oversight.reason.${reason}`, {
    clock: t(`oversight.clock.${clockKind ?? 'none'}`),
    what: request ? t(`code.asks.${request.kind}`) : '',
  });

/** Who must do it: the person an offer is made to or who holds the leg; anyone of a department where nobody is named. */
export const whoMustAct = ({ mustAct }: StalledView, company: Company): string =>
  mustAct.personId === null ? company.departmentName(mustAct.departmentId) : company.nameOf(mustAct.personId);

/** What would move it on, in the reader's language. */
export function nextAction({ reason, clockKind, leg, chases }: StalledView, t: TFunction): string {
  const what = leg ?? t('oversight.theCase');
  const answer = chases[0]?.answer;
  if (answer === 'blocked') return t('oversight.do.unblock', { what });
  if (answer === 'need-help') return t('oversight.do.help', { what });
  if (reason === 'leg-stalled' && chases[0] && chases[0].answer === null) return t('oversight.do.answer', { what });
  return t([`oversight.doClock.${clockKind}.${reason}`, `oversight.do.${reason}`], { what });
}
