import { Button, Kbd } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { handoffAcceptMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { MeView, OfferedLegView } from '../../api/generated';
import { useNow, When } from '../../ui/time';
import type { Company } from '../case/company';
import classes from './board.module.css';
import { BoardCard } from './board-card';
import { DeclineOffer } from './decline-offer';
import { isOfferedToMe, leadsDepartment } from './may';
import { RerouteOffer } from './reroute-offer';
import { useSaid } from './said';

interface Props {
  readonly offer: OfferedLegView;
  readonly me: MeView;
  readonly company: Company;
  readonly departmentId: string;
}

/** A baton held out to this department: take it (`a`), or say why not. */
export function OfferedCard({ offer, me, company, departmentId }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const now = useNow();
  const [isDeclining, declining] = useDisclosure();
  const [isRerouting, rerouting] = useDisclosure();
  const accept = useMutation({ ...handoffAcceptMutation(), ...said(t('board.accepted', { number: offer.number })) });
  const isMine = isOfferedToMe(offer, me, departmentId, company);
  const left = Date.parse(offer.expiresAt) - now;
  const span = Date.parse(offer.expiresAt) - Date.parse(offer.offeredAt);
  const mayDecline = isMine && (offer.level === 'person' || offer.level === 'pool');
  return (
    <BoardCard
      leg={offer}
      tone={left < 0 ? 'late' : left < span / 2 ? 'soon' : undefined}
      {...(isMine && { keys: { 'data-offer': offer.handoffId } })}
      actions={
        isMine && (
          <>
            <Button
              size="compact-sm"
              data-accept
              loading={accept.isPending}
              onClick={() => accept.mutate({ path: { id: offer.handoffId } })}
              rightSection={<Kbd size="xs">a</Kbd>}
            >
              {t('board.accept')}
            </Button>
            {mayDecline && (
              <Button size="compact-sm" variant="default" onClick={declining.open}>
                {t('board.decline')}
              </Button>
            )}
            {leadsDepartment(me, departmentId, company) && (
              <Button size="compact-sm" variant="default" onClick={rerouting.open}>
                {t('act.reroute-handoff')}
              </Button>
            )}
          </>
        )
      }
    >
      {t(offer.isReturn ? 'board.returnedFrom' : 'board.from', {
        who: company.nameOf(offer.senderId),
        department: company.departmentName(offer.fromDepartmentId),
      })}
      <div>
        {t(`board.level.${offer.level}`, { who: company.nameOf(offer.toPersonId) })}
        {offer.attempt > 1 && ` · ${t('board.attempt', { count: offer.attempt })}`}
      </div>
      <div className={left < 0 ? classes.late : undefined}>
        {t('board.acceptBy')} <When at={offer.expiresAt} />
      </div>
      {isRerouting && (
        <RerouteOffer offer={offer} company={company} departmentId={departmentId} close={rerouting.close} />
      )}
      {isDeclining && <DeclineOffer offer={offer} company={company} close={declining.close} />}
    </BoardCard>
  );
}
