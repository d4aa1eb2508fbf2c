import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  caseChangePriorityMutation,
  chaseAcknowledgeMutation,
  chaseAnswerMutation,
  handoffRerouteMutation,
  ownershipTakeMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { StalledView } from '../../api/generated';
import { fromLocalInput } from '../../ui/zoned-time';
import type { Company } from '../case/company';
import { Refusal } from '../case/refusal';

interface Props {
  readonly item: StalledView;
  readonly company: Company;
  readonly done: () => void;
  readonly close: () => void;
}

/** "I have seen it": the ladder waits a while. */
export function AcknowledgeForm({ escalationId, ...props }: Props & { readonly escalationId: string }) {
  const { t } = useTranslation();
  const acknowledge = useMutation({ ...chaseAcknowledgeMutation(), onSuccess: props.done });
  return (
    <Form {...props} sending={acknowledge} submit={() => acknowledge.mutate({ path: { id: escalationId } })}>
      <Text size="sm">{t('oversight.acknowledgeHint')}</Text>
    </Form>
  );
}

const answers = ['on-track', 'blocked', 'need-help'] as const;
type AnswerKind = (typeof answers)[number];

/** Answers the open chase in the place of whoever was asked. */
export function AnswerForm({ chaseId, ...props }: Props & { readonly chaseId: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<AnswerKind>('on-track');
  const [eta, setEta] = useState('');
  const [text, setText] = useState('');
  const answer = useMutation({ ...chaseAnswerMutation(), onSuccess: props.done });
  const submit = () =>
    answer.mutate({
      path: { id: chaseId },
      body: {
        answer: kind,
        etaAt: kind === 'on-track' && eta !== '' ? new Date(fromLocalInput(eta)!).toISOString() : null,
        blockedBy: kind === 'blocked' ? text : null,
        note: kind === 'blocked' ? null : text,
      },
    });
  return (
    <Form {...props} sending={answer} submit={submit}>
      <Select
        label={t('oversight.theAnswer')}
        data={answers.map((value) => ({ value, label: t(`oversight.answer.${value}`) }))}
        value={kind}
        onChange={(value) => value && setKind(value as AnswerKind)}
        allowDeselect={false}
      />
      {kind === 'on-track' && (
        <TextInput
          type="datetime-local"
          label={t('oversight.doneBy')}
          required
          value={eta}
          onChange={(event) => setEta(event.currentTarget.value)}
        />
      )}
      <Words
        label={t(kind === 'blocked' ? 'oversight.blockedBy' : 'oversight.note')}
        required={kind === 'blocked'}
        value={text}
        onChange={setText}
      />
    </Form>
  );
}

/** Offers the leg to another department or person. */
export function ReofferForm(props: Props) {
  const { t } = useTranslation();
  const { item, company } = props;
  const [departmentId, setDepartment] = useState(item.departmentId);
  const [personId, setPerson] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const reroute = useMutation({ ...handoffRerouteMutation(), onSuccess: props.done });
  const submit = () =>
    reroute.mutate({
      path: { id: item.subjectId },
      body: { toDepartmentId: departmentId, toPersonId: personId, note },
    });
  const members = company.people.filter((person) => person.active && person.departmentId === departmentId);
  return (
    <Form {...props} sending={reroute} submit={submit}>
      <Select
        label={t('oversight.toDepartment')}
        searchable
        data={company.departments.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
        value={departmentId}
        onChange={(id) => {
          if (id) setDepartment(id);
          setPerson(null);
        }}
        allowDeselect={false}
      />
      <Select
        label={t('oversight.toPerson')}
        placeholder={t('oversight.everyone')}
        searchable
        clearable
        data={members.map(({ id, name }) => ({ value: id, label: name }))}
        value={personId}
        onChange={setPerson}
      />
      <Words label={t('oversight.note')} value={note} onChange={setNote} />
    </Form>
  );
}

const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
type Priority = (typeof priorities)[number];

/** Makes the case more or less urgent. */
export function PriorityForm(props: Props) {
  const { t } = useTranslation();
  const { item } = props;
  const [priority, setPriority] = useState<Priority>(item.priority);
  const [reason, setReason] = useState('');
  const change = useMutation({ ...caseChangePriorityMutation(), onSuccess: props.done });
  const submit = () => change.mutate({ path: { id: item.caseId }, body: { priority, reason } });
  return (
    <Form {...props} sending={change} submit={submit}>
      <Select
        label={t('oversight.priority')}
        data={priorities.map((value) => ({ value, label: value }))}
        value={priority}
        onChange={(value) => value && setPriority(value as Priority)}
        allowDeselect={false}
      />
      <Words label={t('oversight.why')} required value={reason} onChange={setReason} />
    </Form>
  );
}

/** Becomes the owner of the case at once. */
export function TakeForm(props: Props) {
  const { t } = useTranslation();
  const { item, company } = props;
  const [reason, setReason] = useState('');
  const take = useMutation({ ...ownershipTakeMutation(), onSuccess: props.done });
  return (
    <Form {...props} sending={take} submit={() => take.mutate({ path: { id: item.caseId }, body: { reason } })}>
      <Text size="sm">{t('oversight.takeHint', { who: company.nameOf(item.ownerId) })}</Text>
      <Words label={t('oversight.why')} required value={reason} onChange={setReason} />
    </Form>
  );
}

interface WordsProps {
  readonly label: string;
  readonly required?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Words = ({ onChange, ...props }: WordsProps) => (
  <Textarea {...props} autosize minRows={2} onChange={(event) => onChange(event.currentTarget.value)} />
);

interface FormProps extends Props {
  readonly sending: { readonly isPending: boolean; readonly error: Error | null };
  readonly submit: () => void;
  readonly children: ReactNode;
}

function Form({ sending, submit, children, company, close }: FormProps) {
  const { t } = useTranslation();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        {children}
        {sending.error && <Refusal error={sending.error} company={company} leave={close} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('oversight.cancel')}
          </Button>
          <Button type="submit" loading={sending.isPending}>
            {t('oversight.doIt')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
