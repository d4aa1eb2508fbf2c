import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { handoffDeclineMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { OfferedLegView } from '../../api/generated';
import { legName } from '../../ui/own-words';
import type { Company } from '../case/company';
import { Refusal } from '../case/refusal';
import { useSaid } from './said';

const codes = ['wrong-department', 'incomplete-package', 'no-capacity', 'not-permitted', 'duplicate', 'other'] as const;
type Code = (typeof codes)[number];

interface Props {
  readonly offer: OfferedLegView;
  readonly company: Company;
  readonly close: () => void;
}

/** Says no to an offer: a reason from the list, and where it belongs when it came to the wrong place. */
export function DeclineOffer({ offer, company, close }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState<Code>('wrong-department');
  const [suggested, setSuggested] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const { onSuccess } = useSaid()(t('board.declined', { number: offer.number }));
  const decline = useMutation({
    ...handoffDeclineMutation(),
    onSuccess: () => {
      onSuccess();
      close();
    },
  });
  const suggestDepartmentId = code === 'wrong-department' ? suggested : null;
  return (
    <Modal opened onClose={close} title={t('board.declineTitle', { number: offer.number, leg: legName(offer.leg) })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          decline.mutate({ path: { id: offer.handoffId }, body: { code, note, suggestDepartmentId } });
        }}
      >
        <Stack gap="sm">
          <Select
            data-autofocus
            label={t('board.why')}
            data={codes.map((value) => ({ value, label: t(`board.code.${value}`) }))}
            value={code}
            onChange={(value) => value && setCode(value as Code)}
            allowDeselect={false}
          />
          {code === 'wrong-department' && (
            <Select
              label={t('board.suggest')}
              description={t('board.suggestHint')}
              clearable
              searchable
              data={company.departments
                .filter(({ active }) => active)
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={suggested}
              onChange={setSuggested}
            />
          )}
          <Textarea
            label={t('board.note')}
            required={code === 'other'}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {decline.error && <Refusal error={decline.error} company={company} leave={close} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('board.cancel')}
            </Button>
            <Button type="submit" loading={decline.isPending}>
              {t('board.decline')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
