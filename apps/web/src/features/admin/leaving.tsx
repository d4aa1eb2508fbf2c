import { Alert, Button, Fieldset, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { personDeactivateMutation, personDutiesOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { DepartmentView, PersonView } from '../../api/generated/types.gen';
import { Refused } from './refused';

/** Somebody leaves for good: what rests on them, who gets it, and no way to do it by accident. */
export function Leaving({ person, people, departments, onLeft }: LeavingProps) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  const [reason, setReason] = useState('');
  const { data: duties } = useQuery({ ...personDutiesOptions({ path: { id: person.id } }), staleTime: 0 });
  const leave = useMutation(personDeactivateMutation());
  const close = () => {
    dialog.close();
    if (leave.data) onLeft();
  };
  const heir = people.find(({ id }) => id === duties?.heirId)?.name;
  const led = (duties?.leads ?? []).map((id) => departments.find((one) => one.id === id)?.name ?? id);
  return (
    <Fieldset legend={t('admin.leaving.title')}>
      <Stack gap="sm" align="flex-start">
        {duties && (
          <Text size="sm">
            {t('admin.leaving.cases', { count: duties.openCases })}{' '}
            {duties.openCases > 0 && heir && t('admin.leaving.heir', { name: heir })}
          </Text>
        )}
        {led.length > 0 && (
          <Alert color="yellow" variant="light">
            {t('admin.leaving.leads', { departments: led.join(', ') })}
            {duties?.leads.map((id, index) => (
              <div key={id}>
                <Link to="/admin/departments/$id" params={{ id }} className="admin-link">
                  {led[index]}
                </Link>
              </div>
            ))}
          </Alert>
        )}
        <Button variant="default" disabled={!duties || led.length > 0} onClick={dialog.open}>
          {t('admin.leaving.button', { name: person.name })}
        </Button>
      </Stack>
      <Modal opened={isOpen} onClose={close} title={t('admin.leaving.button', { name: person.name })}>
        {leave.data ? (
          <Stack>
            <Text role="status">{t('admin.leaving.done', { count: leave.data.relievedCaseIds.length })}</Text>
            {leave.data.relievedCaseIds.slice(0, 20).map((caseId, index) => (
              <Link key={caseId} to="/cases/$caseId" params={{ caseId }} className="admin-link">
                {t('admin.calendar.concerned', { n: index + 1 })}
              </Link>
            ))}
          </Stack>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              leave.mutate({ path: { id: person.id }, body: { reason } });
            }}
          >
            <Stack>
              <Text size="sm">{t('admin.leaving.explain')}</Text>
              <Textarea
                label={t('admin.leaving.reason')}
                required
                data-autofocus
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              {leave.error && <Refused error={leave.error} />}
              <Group>
                <Button type="submit" color="red.8" loading={leave.isPending} disabled={reason.trim() === ''}>
                  {t('admin.leaving.confirm')}
                </Button>
                <Button variant="default" onClick={close}>
                  {t('admin.cancel')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Modal>
    </Fieldset>
  );
}

interface LeavingProps {
  readonly person: PersonView;
  readonly people: readonly PersonView[];
  readonly departments: readonly DepartmentView[];
  readonly onLeft: () => void;
}
