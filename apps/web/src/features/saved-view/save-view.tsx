import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  savedViewChangeMutation,
  savedViewListQueryKey,
  savedViewSaveMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { SavedViewView } from '../../api/generated';
import { Failure } from '../../ui/states';
import type { CaseFilter } from '../case/case-filter';

interface Props {
  readonly filter: CaseFilter;
  /** The one to rename or share; a new one without it. */
  readonly view?: SavedViewView;
  readonly mayShareWith: readonly SavedViewView['sharedWith'][];
  readonly close: () => void;
}

/** Asks how a view is called and who else finds it. */
export function SaveView({ filter, view, mayShareWith, close }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(view?.name ?? '');
  const [sharedWith, shareWith] = useState(view?.sharedWith ?? 'nobody');
  const done = async ({ id }: SavedViewView) => {
    await queries.invalidateQueries({ queryKey: savedViewListQueryKey() });
    await navigate({ to: '/cases', search: { view: id } });
    close();
  };
  const save = useMutation({ ...savedViewSaveMutation(), onSuccess: done });
  const change = useMutation({ ...savedViewChangeMutation(), onSuccess: done });
  const error = save.error ?? change.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), sharedWith, filter };
    if (view) change.mutate({ path: { id: view.id }, body, headers: { 'If-Match': `"${view.version}"` } });
    else save.mutate({ body });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t(view ? 'views.rename' : 'views.saveAs')}
      closeButtonProps={{ 'aria-label': t('views.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('views.name')}
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          <Radio.Group
            label={t('views.sharedWith')}
            value={sharedWith}
            onChange={(value) => shareWith(value as SavedViewView['sharedWith'])}
          >
            <Stack gap={6} mt={4}>
              {mayShareWith.map((value) => (
                <Radio key={value} value={value} label={t(`views.sharing.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {error && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('views.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending || change.isPending} disabled={name.trim() === ''}>
              {t('views.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
