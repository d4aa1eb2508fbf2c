import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { caseReadQueryKey } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseView } from '../../api/generated/types.gen';
import { newKey } from '../../api/new-key';
import { ProblemError } from '../../api/problem';
import { type Action, isAsked, isRequired, isTooLong, type Value, type Values } from './action';
import classes from './action-dialog.module.css';
import { ActionFields } from './action-fields';
import { ChangedSince } from './changed-since';
import type { Company } from './company';
import { Refusal } from './refusal';
import { readDraft, sentDraft, writeDraft } from './draft';

interface Props {
  readonly action: Action;
  readonly record: CaseView;
  readonly company: Company;
  /** Who else has this dialog open. */
  readonly others?: ReactNode;
  readonly close: () => void;
}

/** One action's small dialog: its questions, Ctrl+Enter, and what the service says to it. */
export function ActionDialog({ action, record, company, others, close }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const draftOf = `${record.id}/${action.id}`;
  const [values, setValues] = useState<Values>(() => ({ ...initialValues(action), ...readDraft(draftOf) }));
  const [missing, setMissing] = useState<readonly string[]>([]);
  /** The version one decides on: what was on screen when the dialog opened, or what was read anew after a stale try. */
  const [seen, setSeen] = useState(record.version);
  const [staleSince, setStaleSince] = useState<number | null>(null);
  const key = useRef(newKey());

  const send = useMutation({
    mutationFn: () =>
      action.send(values, {
        headers: { 'If-Match': `"${seen}"`, 'Idempotency-Key': key.current },
        throwOnError: true,
      }),
    onSuccess: ({ data }) => {
      sentDraft(record.id, draftOf, values);
      queries.setQueryData(caseReadQueryKey({ path: { id: record.id } }), data);
      void queries.invalidateQueries({ predicate: ({ queryKey: [head] }) => isTouched(head, record.id) });
      close();
    },
    onError: async (error) => {
      if (!(error instanceof ProblemError) || error.status !== 412) return;
      await queries.refetchQueries({ queryKey: caseReadQueryKey({ path: { id: record.id } }) });
      const now = queries.getQueryData<CaseView>(caseReadQueryKey({ path: { id: record.id } }));
      setStaleSince(seen);
      setSeen(now?.version ?? seen);
      key.current = newKey();
    },
  });

  const set = (name: string, value: Value) => {
    const next = { ...values, [name]: value };
    key.current = newKey();
    setValues(next);
    writeDraft(draftOf, next);
    if (missing.includes(name)) setMissing([]);
  };
  const asked = action.fields.filter((field) => isAsked(field, values));
  const submit = () => {
    const gaps = gapsOf(asked, values);
    setMissing(gaps);
    const isFit = gaps.length === 0 && !asked.some((field) => isTooLong(field, values));
    if (isFit && !send.isPending) send.mutate();
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (missing.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [missing]);
  const button = useRef<HTMLButtonElement>(null);
  const isRefused = send.isError;
  useEffect(() => {
    // The button was out of reach while it was sent, and the focus with it: without it no key reaches the dialog.
    if (isRefused && !form.current?.contains(document.activeElement)) button.current?.focus();
  }, [isRefused]);
  const { Preview } = action;
  const isStale = send.error instanceof ProblemError && send.error.status === 412;

  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={[action.label, action.about].filter(Boolean).join(' · ')}
      onKeyDown={getHotkeyHandler([['mod+Enter', submit]])}

      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          {others}
          {action.intro && <Text size="sm">{action.intro}</Text>}
          <ActionFields fields={action.fields} values={values} set={set} missing={missing} />
          {missing.length > 0 && (
            <Text size="sm" role="alert" c="var(--mantine-color-error)">
              {t('act.gaps', { count: missing.length })}
            </Text>
          )}
          {Preview && <Preview values={values} />}
          {staleSince !== null && <ChangedSince record={record} company={company} seen={staleSince} />}
          {send.error && !isStale && <Refusal error={send.error} company={company} leave={close} />}
          <Group justify="flex-end" gap="xs" className={classes.foot ?? ''}>
            <Button variant="default" onClick={close}>
              {t('act.cancel')}
            </Button>
            <Button
              ref={button}
              type="submit"
              color={action.tone === 'careful' ? 'red' : undefined}
              loading={send.isPending}
              {...(asked.length === 0 ? { 'data-autofocus': true } : {})}
            >
              {staleSince === null ? action.label : t('act.stale.again')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What a form begins with. */
export const initialValues = ({ fields }: Pick<Action, 'fields'>): Values =>
  Object.fromEntries(
    fields.map(({ name, kind, initial }) => [name, initial ?? (kind === 'flag' ? false : kind === 'ticks' ? [] : '')]),
  );

/** The names of the questions that must be answered and are not. */
export const gapsOf = (fields: Action['fields'], values: Values): readonly string[] =>
  fields
    .filter((field) => isAsked(field, values) && isRequired(field, values) && isBlank(values[field.name]))
    .map(({ name }) => name);

const isBlank = (value: Value | undefined): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);

/** Queries that a command on the case makes old: everything about it, and the lists it stands in. */
function isTouched(head: unknown, caseId: string): boolean {
  const { _id, path } = (head ?? {}) as { readonly _id?: string; readonly path?: { readonly id?: string } };
  if (_id === 'caseRead') return false;
  return path?.id === caseId || ['inboxInbox', 'oversightStalled', 'caseList'].includes(_id ?? '');
}
