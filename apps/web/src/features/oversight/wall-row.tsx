import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { StalledView } from '../../api/generated';
import { openTime, useNow, When } from '../../ui/time';
import type { Company } from '../case/company';
import classes from './oversight.module.css';
import { isLate, nextAction, reasonOf, whoMustAct } from './stalled-row';

interface Props {
  readonly item: StalledView;
  /** It stands below another reason of its case, which says already what case it is. */
  readonly isSameCase: boolean;
  readonly company: Company;
}

/** One thing that stands still, in two lines that are read from afar: what, since when and why, who must do what. */
export function WallRow({ item, isSameCase, company }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const tone = isLate(item, now) ? 'late' : 'soon';
  const [chase] = item.chases;
  return (
    <li className={classes.wallRow} data-tone={tone} data-same-case={isSameCase || undefined}>
      <div>
        <b>
          <Link to="/cases/$caseId" params={{ caseId: item.caseId } as never} className={classes.wallLink}>
            C-{item.number}
          </Link>{' '}
          {isSameCase ? t('oversight.sameCase') : `${item.priority} · ${item.subject}`}
        </b>
        <span>
          {item.leg && `${item.leg} · `}
          {company.departmentName(item.departmentId)}
        </span>
      </div>
      <div>
        <b className={tone === 'late' ? classes.late : undefined}>
          {reasonOf(item, t)} · {openTime(item.sinceOpenSeconds, i18n.language)}
        </b>
        <span>
          {item.customerDueAt ? (
            <>
              {t('oversight.customerDue')} <When at={item.customerDueAt} />
            </>
          ) : (
            t('oversight.customerPaused')
          )}
        </span>
      </div>
      <div>
        <span>
          <b>{whoMustAct(item, company)}</b>: {nextAction(item, t)}
        </span>
        <Text span inherit c="dimmed">
          {chase ? (
            <>
              {t('oversight.asked', { who: chase.askedIds.map((id) => company.nameOf(id)).join(', ') })},{' '}
              <When at={chase.sentAt} />:{' '}
              {chase.answer ? t(`oversight.answer.${chase.answer}`) : t('oversight.unanswered')}
            </>
          ) : (
            t('oversight.notAsked')
          )}
        </Text>
      </div>
    </li>
  );
}
