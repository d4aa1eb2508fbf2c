import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { trackerLinkLinkMutation } from '../../api/generated/@tanstack/react-query.gen';
import { Loading } from '../../ui/states';
import { isOwed } from '../promise/promise-actions';
import type { Situation } from './action';
import { ActionButton } from './action-buttons';
import { Refusal } from './refusal';

/** The link to the customer's own page. Whoever has it speaks as the customer: it is for those who may write to them. */
export function TrackerLink({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const { record, company, me, standing } = situation;
  const { mutate, data, error, isIdle, reset } = useMutation(trackerLinkLinkMutation());
  const holdsPromise = record.promises.some((promise) => isOwed(promise) && promise.holderId === me.id);
  const why =
    standing.isVoice || holdsPromise ? null : t('act.why.notTheVoice', { who: company.nameOf(record.ownerId) });
  return (
    <>
      <ActionButton
        action={{ label: t('tracker.link'), why }}
        start={() => mutate({ path: { id: record.id } })}
        size="compact-sm"
      />
      <Modal opened={!isIdle} onClose={reset} size="lg" title={t('tracker.link')}>
        {error && <Refusal error={error} company={company} leave={reset} />}
        {!error && !data && <Loading />}
        {data && (
          <Stack gap="sm">
            <Text size="sm">{t('tracker.intro', { name: record.requester.name })}</Text>
            <TextInput
              aria-label={t('tracker.link')}
              readOnly
              data-autofocus
              value={data.url}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Group justify="flex-end" gap="xs">
              <Button component="a" href={data.url} target="_blank" rel="noreferrer" variant="default">
                {t('tracker.open')}
              </Button>
              <CopyButton value={data.url}>
                {({ copied, copy }) => (
                  <Button onClick={copy} aria-live="polite">
                    {t(copied ? 'tracker.copied' : 'tracker.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  );
}
