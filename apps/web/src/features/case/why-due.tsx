import { Anchor, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { clockExplainOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { ClockChangeView, ClockView } from '../../api/generated/types.gen';
import { Failure, Loading } from '../../ui/states';
import { openTime, wallTime, When } from '../../ui/time';
import { useCompany } from './company';

interface Props {
  readonly caseId: string;
  readonly clock: ClockView;
}

/** When a clock is due, and on request why then: the hours it used, the waits, the changes (clock rule 31). */
export function WhyDue({ caseId, clock }: Props) {
  const { t, i18n } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      {clock.dueAt ? (
        <>
          {wallTime(clock.dueAt, i18n.language)} (<When at={clock.dueAt} />){' '}
        </>
      ) : (
        `${t(`clock.state.${clock.state}`)} `
      )}
      {clock.breachedAt && (
        <Text span inherit fw={700} c="var(--mantine-color-error)">
          {t('clock.late')}{' '}
        </Text>
      )}
      <Anchor component="button" type="button" inherit underline="always" onClick={dialog.open}>
        {t('clock.why')}
      </Anchor>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        size="lg"
        title={t('clock.title', { clock: t(`code.clock.${clock.kind}`) })}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        <Explanation caseId={caseId} clock={clock} />
      </Modal>
    </>
  );
}

function Explanation({ caseId, clock }: Props) {
  const { t, i18n } = useTranslation();
  const company = useCompany();
  const { data, error, refetch } = useQuery(clockExplainOptions({ path: { id: caseId, clockId: clock.id } }));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const at = (value: string) => wallTime(value, i18n.language);
  const hours = (seconds: number) => openTime(seconds, i18n.language);
  const said = ({ type, reason, byId }: ClockChangeView) =>
    type === 'clock.retargeted' && reason
      ? ` · ${t('clock.by', { who: company.nameOf(byId) || 'Baton' })}: ${reason}`
      : '';
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t('clock.target', { target: hours(data.clock.targetSeconds), from: at(data.clock.startedAt) })}
      </Text>
      <List size="sm" spacing={2}>
        {data.windows.map((window) => (
          <List.Item key={window.from}>
            {t('clock.window', {
              from: at(window.from),
              to: at(window.to),
              used: hours(window.seconds),
              total: hours(window.totalSeconds),
            })}
          </List.Item>
        ))}
      </List>
      {data.standstills.length > 0 && (
        <List size="sm" spacing={2}>
          {data.standstills.map((wait) => (
            <List.Item key={wait.from}>
              {t(wait.kind === 'resolved' ? 'clock.resolved' : 'clock.paused', {
                from: at(wait.from),
                to: wait.to === null ? t('clock.stillOn') : at(wait.to),
                reasons: wait.reasons.map((reason) => t(`code.pause.${reason}`)).join(', '),
                open: hours(wait.openSeconds),
              })}
            </List.Item>
          ))}
        </List>
      )}
      {data.changes.length > 1 && (
        <List size="sm" spacing={2}>
          {data.changes.map((change) => (
            <List.Item key={`${change.type}${change.at}`}>
              {at(change.at)}: {t(`clock.change.${change.type.split('.').at(-1)}`, { defaultValue: change.type })}
              {change.targetSeconds !== null && ` · ${hours(change.targetSeconds)}`}
              {change.dueAt !== null && ` → ${at(change.dueAt)}`}
              {said(change)}
            </List.Item>
          ))}
        </List>
      )}
      {data.clock.dueAt && (
        <Text size="sm" fw={600}>
          {t('clock.therefore', { at: at(data.clock.dueAt) })}
        </Text>
      )}
    </Stack>
  );
}
