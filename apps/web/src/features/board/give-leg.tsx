import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { legPassOnMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { PersonView, WorkloadView } from '../../api/generated';
import { legName } from '../../ui/own-words';
import type { Company } from '../case/company';
import { Refusal } from '../case/refusal';
import { useSaid } from './said';

/** A leg that a lead gives to somebody else, and to whom when that is clear already. */
export interface LegToGive {
  readonly legId: string;
  readonly leg: string;
  readonly number: number;
  readonly holderId: string;
  readonly toPersonId?: string;
}

const DRAGGED = 'application/x-baton-leg';

/** Lets a card be dragged onto a person. */
export function drag(event: React.DragEvent, { legId, leg, number, holderId }: LegToGive): void {
  event.dataTransfer.setData(DRAGGED, JSON.stringify({ legId, leg, number, holderId }));
  event.dataTransfer.effectAllowed = 'move';
}

/** What was dropped, when it was a leg. */
export function dropped(event: React.DragEvent): LegToGive | null {
  const data = event.dataTransfer.getData(DRAGGED);
  return data === '' ? null : (JSON.parse(data) as LegToGive);
}

export const isLegDragged = (event: React.DragEvent): boolean => event.dataTransfer.types.includes(DRAGGED);

interface Props {
  readonly leg: LegToGive;
  readonly colleagues: readonly PersonView[];
  readonly workloads: readonly WorkloadView[];
  readonly company: Company;
  readonly close: () => void;
}

/** Gives a leg to a colleague; each choice says how much they have in hand already. */
export function GiveLeg({ leg, colleagues, workloads, company, close }: Props) {
  const { t } = useTranslation();
  const [toPersonId, setPerson] = useState<string | null>(leg.toPersonId ?? null);
  const [note, setNote] = useState('');
  const { onSuccess } = useSaid()(t('board.given', { number: leg.number, who: company.nameOf(toPersonId) }));
  const passOn = useMutation({
    ...legPassOnMutation(),
    onSuccess: () => {
      onSuccess();
      close();
    },
  });
  const load = (personId: string) => workloads.find((one) => one.personId === personId)?.working ?? 0;
  const choices = colleagues
    .filter(({ id }) => id !== leg.holderId)
    .sort((a, b) => load(a.id) - load(b.id))
    .map(({ id, name }) => ({ value: id, label: `${name} · ${t('board.inWork', { count: load(id) })}` }));
  return (
    <Modal opened onClose={close} title={t('board.giveTitle', { number: leg.number, leg: legName(leg.leg) })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (toPersonId) passOn.mutate({ path: { id: leg.legId }, body: { toPersonId, note } });
        }}
      >
        <Stack gap="sm">
          <Select
            data-autofocus
            label={t('board.to')}
            description={t('board.from1', { who: company.nameOf(leg.holderId) })}
            required
            searchable
            data={choices}
            value={toPersonId}
            onChange={setPerson}
          />
          <Textarea
            label={t('board.note')}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {passOn.error && <Refusal error={passOn.error} company={company} leave={close} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('board.cancel')}
            </Button>
            <Button type="submit" loading={passOn.isPending} disabled={!toPersonId}>
              {t('board.give')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
