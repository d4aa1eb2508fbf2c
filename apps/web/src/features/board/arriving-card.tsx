import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { legReserveMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { ArrivingLegView, MeView } from '../../api/generated';
import { useNow, When } from '../../ui/time';
import type { Company } from '../case/company';
import { BoardCard } from './board-card';
import { useSaid } from './said';

interface Props {
  readonly leg: ArrivingLegView;
  readonly me: MeView;
  readonly company: Company;
  readonly departmentId: string;
}

/** Something that will come: when, for whom, and "I will take it". */
export function ArrivingCard({ leg, me, company, departmentId }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const said = useSaid();
  const reserve = useMutation({ ...legReserveMutation(), ...said(t('board.reserved', { number: leg.number })) });
  const who = leg.reservedById ?? leg.namedPersonId;
  const isOpen = who === null && me.departmentId === departmentId;
  return (
    <BoardCard
      leg={leg}
      actions={
        isOpen && (
          <Button
            size="compact-sm"
            variant="default"
            loading={reserve.isPending}
            onClick={() => reserve.mutate({ path: { id: leg.legId } })}
          >
            {t('board.reserve')}
          </Button>
        )
      }
    >
      {leg.expectedAt ? (
        <>
          {t(Date.parse(leg.expectedAt) < now ? 'board.wasExpected' : 'board.expected')} <When at={leg.expectedAt} />
        </>
      ) : (
        t('board.expectedUnknown')
      )}
      {who && <div>{t('board.reservedBy', { who: who === me.id ? t('board.me') : company.nameOf(who) })}</div>}
    </BoardCard>
  );
}
