import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { MeView, WorkedLegView } from '../../api/generated';
import { useNow, When } from '../../ui/time';
import type { Company } from '../case/company';
import classes from './board.module.css';
import { BoardCard } from './board-card';
import { drag, type LegToGive } from './give-leg';

interface Props {
  readonly leg: WorkedLegView;
  readonly me: MeView;
  readonly company: Company;
  readonly give?: (leg: LegToGive) => void;
}

const HOUR = 3_600_000;

/** A leg in work: who has it, until when, and whether it moves. */
export function WorkingCard({ leg, me, company, give }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const isLate = leg.breachedAt !== null || (leg.dueAt !== null && Date.parse(leg.dueAt) < now);
  const isSoon = leg.stalledSince !== null || (leg.dueAt !== null && Date.parse(leg.dueAt) < now + HOUR);
  const isGivable = give !== undefined && leg.status === 'running';
  return (
    <BoardCard
      leg={leg}
      tone={isLate ? 'late' : isSoon ? 'soon' : undefined}
      onDragStart={isGivable ? (event) => drag(event, leg) : undefined}
      {...(isGivable && { keys: { 'data-givable': leg.legId } })}
      actions={
        isGivable && (
          <Button size="compact-sm" variant="default" data-give onClick={() => give(leg)}>
            {t('board.give')}
          </Button>
        )
      }
    >
      {leg.holderId === me.id ? t('board.mine') : company.nameOf(leg.holderId)}
      {leg.status === 'handing-over' && ` · ${t('status.handing-over')}`}
      {leg.dueAt && (
        <div className={isLate ? classes.late : undefined}>
          {t('board.due')} <When at={leg.dueAt} />
        </div>
      )}
      {!leg.dueAt && leg.breachedAt && (
        <div className={classes.late}>
          {t('board.breached')} <When at={leg.breachedAt} />
        </div>
      )}
      {leg.lastProgressAt && (
        <div className={leg.stalledSince ? classes.late : undefined}>
          {t(leg.stalledSince ? 'board.stalled' : 'board.lastProgress')} <When at={leg.lastProgressAt} />
        </div>
      )}
    </BoardCard>
  );
}
