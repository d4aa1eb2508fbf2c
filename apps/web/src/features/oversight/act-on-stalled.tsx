import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { caseReadOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseView, MeView, StalledView } from '../../api/generated';
import type { Company } from '../case/company';
import { AcknowledgeForm, AnswerForm, PriorityForm, ReofferForm, TakeForm } from './stalled-forms';
import { whoMustAct } from './stalled-row';

interface Props {
  readonly item: StalledView;
  readonly me: MeView;
  readonly company: Company;
  readonly close: () => void;
}

const acts = ['acknowledge', 'answer', 'reoffer', 'priority', 'take'] as const;
type Act = (typeof acts)[number];

/** One small dialog for what a supervisor can do about a row; the first fitting thing is chosen already. */
export function ActOnStalled({ item, me, company, close }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: state } = useQuery(caseReadOptions({ path: { id: item.caseId } }));
  const fitting = acts.filter((act) => fits[act](item, state, me));
  const [wanted, choose] = useState<Act>();
  const act = wanted ?? fitting[0];
  const done = () => {
    notifications.show({ message: t('oversight.done', { number: item.number }) });
    void queries.invalidateQueries();
    close();
  };
  const form = { item, company, done, close };
  return (
    <Modal opened onClose={close} title={`C-${item.number} ${item.subject}`} size="lg">
      <Stack gap="sm">
        <Text size="sm">
          {t(`oversight.reason.${item.reason}`, { clock: t(`oversight.clock.${item.clockKind ?? 'none'}`) })} ·{' '}
          {item.leg ?? company.departmentName(item.departmentId)} · {whoMustAct(item, company)}
        </Text>
        <Group align="flex-end">
          <Select
            data-autofocus
            label={t('oversight.whatToDo')}
            data={fitting.map((value) => ({ value, label: t(`oversight.acts.${value}`) }))}
            value={act ?? null}
            onChange={(value) => value && choose(value as Act)}
            allowDeselect={false}
            flex={1}
          />
          <Button component={Link} to="/cases/$caseId" params={{ caseId: item.caseId } as never} variant="default">
            {t('oversight.openCase')}
          </Button>
        </Group>
        {act === 'acknowledge' && state && <AcknowledgeForm {...form} escalationId={openLadder(item, state)!.id} />}
        {act === 'answer' && state && <AnswerForm {...form} chaseId={openChase(item, state)!.id} />}
        {act === 'reoffer' && <ReofferForm {...form} />}
        {act === 'priority' && <PriorityForm {...form} />}
        {act === 'take' && <TakeForm {...form} />}
      </Stack>
    </Modal>
  );
}

const fits: Record<Act, (item: StalledView, state: CaseView | undefined, me: MeView) => boolean> = {
  acknowledge: (item, state) => state !== undefined && openLadder(item, state) !== undefined,
  answer: (item, state) => state !== undefined && openChase(item, state) !== undefined,
  reoffer: ({ reason }) => reason === 'offer-waiting',
  priority: () => true,
  take: ({ ownerId }, _, me) => (me.role === 'supervisor' || me.role === 'admin') && ownerId !== me.id,
};

const isAbout = (item: StalledView, subjectId: string, legId: string | null): boolean =>
  subjectId === item.subjectId || subjectId === item.legId || (legId !== null && legId === item.legId);

/** A ladder that has spoken and that nobody has acknowledged yet. */
const openLadder = (item: StalledView, state: CaseView) =>
  state.escalations.find(
    ({ subject, legId, endedAt, acknowledgedAt, lastStep }) =>
      endedAt === null && acknowledgedAt === null && lastStep > 0 && isAbout(item, subject.id, legId),
  );

const openChase = (item: StalledView, state: CaseView) =>
  state.chases.find(
    ({ subject, legId, answer, closedAt }) => answer === null && closedAt === null && isAbout(item, subject.id, legId),
  );
