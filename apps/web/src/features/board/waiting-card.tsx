import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { WaitingLegView } from '../../api/generated';
import { When } from '../../ui/time';
import type { Company } from '../case/company';
import { BoardCard } from './board-card';
import { drag, type LegToGive } from './give-leg';

interface Props {
  readonly leg: WaitingLegView;
  readonly company: Company;
  readonly give?: (leg: LegToGive) => void;
}

/** A leg that stands still for a reason: for whom, and until when. */
export function WaitingCard({ leg, company, give }: Props) {
  const { t } = useTranslation();
  return (
    <BoardCard
      leg={leg}
      onDragStart={give && ((event) => drag(event, leg))}
      {...(give && { keys: { 'data-givable': leg.legId } })}
      actions={
        give && (
          <Button size="compact-sm" variant="default" data-give onClick={() => give(leg)}>
            {t('board.give')}
          </Button>
        )
      }
    >
      {company.nameOf(leg.holderId)}
      {leg.reason && <div>{t('board.waitsFor', { reason: t(`board.pause.${leg.reason}`), what: leg.waitingFor })}</div>}
      {leg.resumesAt && (
        <div>
          {t('board.until')} <When at={leg.resumesAt} />
        </div>
      )}
    </BoardCard>
  );
}
