import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { companyJourneysOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { OpenCaseRequest } from '../../api/generated';
import { ProblemError } from '../../api/problem';
import { Failure } from '../../ui/states';
import { readersZone } from '../../ui/zone';
import { forgetDraft, readDraft, writeDraft } from './draft';
import { JourneyWords } from './journey-words';
import { dueOf, promiseChoices, type PromiseChoice } from './promise-choice';
import { useOpenCase, type Opening } from './use-open-case';

const channels = ['phone', 'in-person', 'chat', 'email', 'web', 'letter'] as const;
const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

const empty = {
  subject: '',
  description: '',
  requester: { name: '', email: '', phone: '', zone: readersZone() },
  channel: 'phone' as OpenCaseRequest['channel'],
  priority: 'P3' as OpenCaseRequest['priority'],
  journeyId: null as string | null,
  confidential: false,
  promise: { choice: 'none' as PromiseChoice, text: '', day: '', minute: '' },
};
type Values = typeof empty;
const DRAFT = 'open-case';

/** One form from “hello” to a running relay: the customer, what they need, the journey, and what was promised. */
export function OpenCaseForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: journeys = [] } = useQuery(companyJourneysOptions());
  const opening = useRef<Opening>(null);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { ...empty, ...readDraft<Partial<Values>>(DRAFT) },
    onValuesChange: (typed) => {
      opening.current = null;
      writeDraft(DRAFT, typed);
    },
    validate: (values) => ({
      ...required(values, t('open.required')),
      ...(values.promise.choice === 'day' && !values.promise.day && { 'promise.day': t('open.required') }),
      ...(values.promise.choice === 'minute' && !values.promise.minute && { 'promise.minute': t('open.required') }),
    }),
  });
  const toCase = (caseId: string) => {
    form.setInitialValues(empty);
    form.reset();
    forgetDraft(DRAFT);
    onClose();
    void navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  const openCase = useOpenCase(({ id }) => toCase(id));
  const values = form.getValues();
  const journey = journeys.find(({ id }) => id === values.journeyId);
  const { opened } = openCase;
  const isLocked = opened !== null;
  useEffect(() => {
    if (isLocked) forgetDraft(DRAFT); // The case stands: a page that is loaded anew does not open it again.
  }, [isLocked, values]);

  const element = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  const refuse = () => setRefusals((count) => count + 1);
  useEffect(() => {
    // The form is longer than the screen: whoever sent it sees what is wrong with it.
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
    (wrong ?? element.current?.querySelector('[role="alert"]'))?.scrollIntoView({ block: 'center' });
  }, [refusals]);
  const submit = form.onSubmit((checked) => {
    opening.current ??= openingOf(checked, t('open.callBack', { name: checked.requester.name }));
    const onError = (error: unknown) => {
      form.setErrors(errorsOf(error));
      refuse();
    };
    openCase.mutate(opening.current, { onError });
  }, refuse);
  return (
    <form ref={element} onSubmit={submit} noValidate>
      <Stack>
        <Fieldset legend={t('open.customer')} disabled={isLocked}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
            <TextInput
              label={t('open.name')}
              required
              data-autofocus
              autoComplete="off"
              maxLength={200}
              {...form.getInputProps('requester.name')}
            />
            <TextInput
              label={t('open.phone')}
              type="tel"
              autoComplete="off"
              maxLength={50}
              {...form.getInputProps('requester.phone')}
            />
            <TextInput
              label={t('open.email')}
              type="email"
              autoComplete="off"
              maxLength={254}
              {...form.getInputProps('requester.email')}
            />
            <Select
              label={t('open.zone')}
              searchable
              allowDeselect={false}
              limit={60}
              data={zones}
              nothingFoundMessage={t('open.noZone')}
              {...form.getInputProps('requester.zone')}
            />
          </SimpleGrid>
        </Fieldset>
        <Fieldset legend={t('open.matter')} disabled={isLocked}>
          <Stack gap="sm">
            <TextInput label={t('open.subject')} required maxLength={200} {...form.getInputProps('subject')} />
            <Textarea
              label={t('open.description')}
              description={t('open.descriptionHint')}
              required
              autosize
              minRows={2}
              maxRows={8}
              maxLength={10_000}
              {...form.getInputProps('description')}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
              <Select
                label={t('open.channel')}
                allowDeselect={false}
                data={channels.map((value) => ({ value, label: t(`open.channels.${value}`) }))}
                {...form.getInputProps('channel')}
              />
              <Select
                label={t('open.priority')}
                allowDeselect={false}
                data={priorities.map((value) => ({ value, label: t(`open.priorities.${value}`) }))}
                {...form.getInputProps('priority')}
              />
            </SimpleGrid>
            <Checkbox
              label={t('open.confidential')}
              description={t('open.confidentialHint')}
              {...form.getInputProps('confidential', { type: 'checkbox' })}
            />
          </Stack>
        </Fieldset>
        <Fieldset legend={t('open.journey')} disabled={isLocked}>
          <Stack gap="sm">
            <Select
              label={t('open.journeyLabel')}
              placeholder={t('open.noJourney')}
              clearable
              clearButtonProps={{ 'aria-label': t('open.noJourney') }}
              data={journeys.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('journeyId')}
            />
            {journey ? (
              <JourneyWords journey={journey} />
            ) : (
              <Text size="sm" c="dimmed">
                {t('open.noJourneyHint')}
              </Text>
            )}
          </Stack>
        </Fieldset>
        <Fieldset legend={t('open.promise')}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
            <Select
              label={t('open.promiseBy')}
              allowDeselect={false}
              data={promiseChoices.map((value) => ({ value, label: t(`open.promises.${value}`) }))}
              {...form.getInputProps('promise.choice')}
            />
            {values.promise.choice === 'day' && (
              <TextInput type="date" label={t('open.day')} required {...form.getInputProps('promise.day')} />
            )}
            {values.promise.choice === 'minute' && (
              <TextInput
                type="datetime-local"
                label={t('open.minute')}
                required
                {...form.getInputProps('promise.minute')}
              />
            )}
            {values.promise.choice !== 'none' && (
              <TextInput
                label={t('open.promiseText')}
                placeholder={t('open.callBack', { name: values.requester.name || '…' })}
                {...form.getInputProps('promise.text')}
              />
            )}
          </SimpleGrid>
        </Fieldset>
        {openCase.error && <Failure error={openCase.error} />}
        {opened && (
          <Alert color="yellow" variant="light" role="status">
            <Text size="sm">{t('open.promiseMissing', { number: opened.number })}</Text>
          </Alert>
        )}
        <Group justify="flex-end">
          {opened ? (
            <Button variant="default" onClick={() => toCase(opened.id)}>
              {t('open.withoutPromise')}
            </Button>
          ) : (
            <Button variant="default" onClick={onClose}>
              {t('open.cancel')}
            </Button>
          )}
          <Button type="submit" loading={openCase.isPending}>
            {opened ? t('open.promiseAgain') : t('open.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const zones = [...new Set(['UTC', empty.requester.zone, ...Intl.supportedValuesOf('timeZone')])];

function required({ subject, description, requester }: Values, message: string): Record<string, string> {
  const texts = { subject, description, 'requester.name': requester.name };
  return Object.fromEntries(Object.entries(texts).flatMap(([field, text]) => (text.trim() ? [] : [[field, message]])));
}

function openingOf({ promise, requester, ...rest }: Values, callBack: string): Opening {
  const { name, email, phone, zone } = requester;
  const due = dueOf(promise, zone, Date.now());
  return {
    body: { ...rest, requester: { name, zone, ...(email && { email }), ...(phone && { phone }) } },
    promise: due && { text: promise.text.trim() || callBack, due },
  };
}

/** What the service found wrong, at the fields where it is wrong. */
function errorsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries(error.wrongFields.map(({ field, words }) => [field.replace(/^due\b/, 'promise'), words]));
}
