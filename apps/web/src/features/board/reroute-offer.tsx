import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { handoffRerouteMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { OfferedLegView } from '../../api/generated';
import { legName } from '../../ui/own-words';
import { departmentChoices, peopleChoices } from '../case/action';
import type { Company } from '../case/company';
import { Refusal } from '../case/refusal';
import { useSaid } from './said';

interface Props {
  readonly offer: OfferedLegView;
  readonly company: Company;
  readonly departmentId: string;
  readonly close: () => void;
}

/** Offers it to somebody else: what a lead does instead of declining (H7). */
export function RerouteOffer({ offer, company, departmentId, close }: Props) {
  const { t } = useTranslation();
  const [toDepartmentId, setDepartment] = useState(departmentId);
  const [toPersonId, setPerson] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const { onSuccess } = useSaid()(t('board.rerouted', { number: offer.number }));
  const reroute = useMutation({
    ...handoffRerouteMutation(),
    onSuccess: () => {
      onSuccess();
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={`${t('act.reroute-handoff')} · C-${offer.number} ${legName(offer.leg)}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          reroute.mutate({ path: { id: offer.handoffId }, body: { toDepartmentId, toPersonId, note } });
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('field.toDepartment')}
            data={departmentChoices(company)}
            value={toDepartmentId}
            onChange={(id) => {
              if (id) setDepartment(id);
              setPerson(null);
            }}
            allowDeselect={false}
            searchable
          />
          <Select
            data-autofocus
            label={t('field.toPerson')}
            description={t('leg.poolOtherwise')}
            data={peopleChoices(company, toDepartmentId)}
            value={toPersonId}
            onChange={setPerson}
            clearable
            searchable
          />
          <Textarea
            label={t('board.note')}
            required
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {reroute.error && <Refusal error={reroute.error} company={company} leave={close} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('board.cancel')}
            </Button>
            <Button type="submit" loading={reroute.isPending}>
              {t('act.reroute-handoff')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
