import { Alert, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyCalendarsOptions } from '../../api/generated/@tanstack/react-query.gen';
import { legHandOver } from '../../api/generated/sdk.gen';
import type { ItemView, LegView, WindowDto } from '../../api/generated/types.gen';
import { dateIn } from '../../ui/zoned-time';
import {
  type Action,
  departmentChoices,
  type Field,
  instantOrNull,
  peopleChoices,
  type Situation,
  textOf,
  textOrNull,
  type Values,
} from '../case/action';
import { nextLegs, openOfferOf } from '../case/standing';

/** The baton goes on: the brief by the receiving leg's fields, what it lacks, and how the receiver will see it. */
export function handOverLeg(situation: Situation, leg: LegView, why: string | null): Action {
  const { t, company, record } = situation;
  const next = nextLegs(record, leg);
  const briefs = fieldsOfAll(next);
  const open = leg.exitChecklist.filter(({ key, required }) => required && !leg.ticked.includes(key));
  const elsewhere = (values: Values) => textOf(values, 'toDepartmentId') !== '';
  const receiving = (values: Values) => textOf(values, 'toDepartmentId') || next[0]?.departmentId || '';
  const fields: Field[] = [
    {
      name: 'toDepartmentId',
      label: t('field.toDepartment'),
      kind: 'choice',
      choices: departmentChoices(company, leg.departmentId),
      isRequired: next.length === 0,
      hint:
        next.length > 0
          ? t('leg.nextIs', {
              next: next.map((one) => `${one.name} (${company.departmentName(one.departmentId)})`).join(', '),
            })
          : t('leg.nothingNext'),
    },
    { name: 'legName', label: t('field.legName'), kind: 'line', when: elsewhere },
    ...briefs.map((item): Field => ({
      name: `package.${item.key}`,
      label: item.label,
      kind: 'text',
      isRequired: item.required,
      initial: prefilled(situation, leg, item.key),
      when: (values) => !elsewhere(values) || next.some((one) => one.departmentId === textOf(values, 'toDepartmentId')),
    })),
    { name: 'note', label: t('field.note'), kind: 'text' },
    {
      name: 'waiver',
      label: t('field.waiver'),
      kind: 'text',
      isRequired: true,
      hint: t('leg.stillOpen', { items: open.map(({ label }) => label).join(', ') }),
      when: () => open.length > 0,
    },
    {
      name: 'toPersonId',
      label: t('field.toPerson'),
      kind: 'choice',
      choices: peopleChoices(company),
      hint: t('leg.poolOtherwise'),
    },
    {
      name: 'holdUntil',
      label: t('field.holdUntil'),
      kind: 'moment',
      when: (values) => textOf(values, 'toPersonId') !== '',
    },
  ];
  return {
    id: `hand-over-leg/${leg.id}`,
    verb: 'hand-over-leg',
    label: t('act.hand-over-leg'),
    about: leg.name,
    key: 'h',
    tone: 'first',
    why,
    fields,
    Preview: ({ values }) => (
      <Receiver situation={situation} departmentId={receiving(values)} items={briefs} values={values} />
    ),
    send: (values, order) =>
      legHandOver({
        path: { id: leg.id },
        body: {
          toDepartmentId: textOrNull(values, 'toDepartmentId'),
          toPersonId: textOrNull(values, 'toPersonId'),
          legName: textOrNull(values, 'legName'),
          package: briefOf(briefs, values),
          note: textOf(values, 'note'),
          waiver: textOrNull(values, 'waiver'),
          holdUntil: instantOrNull(values, 'holdUntil'),
        },
        ...order,
      }),
  };
}

/** What was filled in. An empty field is a gap, not an answer. */
const briefOf = (items: readonly ItemView[], values: Values): Record<string, string> =>
  Object.fromEntries(
    items
      .map(({ key }) => [key, textOf(values, `package.${key}`)])
      .filter(([, text]) => text !== undefined && text.trim() !== ''),
  ) as Record<string, string>;

function fieldsOfAll(legs: readonly LegView[]): readonly ItemView[] {
  const byKey = new Map<string, ItemView>();
  for (const field of legs.flatMap(({ packageFields }) => packageFields))
    byKey.set(field.key, { ...field, required: field.required || (byKey.get(field.key)?.required ?? false) });
  return [...byKey.values()];
}

/** What this leg was told under the same key, or what was written for the next leg before it came back. */
function prefilled({ record }: Situation, leg: LegView, key: string): string {
  const sent = record.handoffs.findLast((handoff) => handoff.fromLegId === leg.id);
  const received = record.handoffs.findLast((handoff) => handoff.toLegId === leg.id);
  for (const handoff of [sent, received]) {
    const known = handoff?.packages.at(-1)?.content[key];
    if (known) return known;
  }
  return '';
}

interface ReceiverProps {
  readonly situation: Situation;
  readonly departmentId: string;
  readonly items: readonly ItemView[];
  readonly values: Values;
}

/** Who will receive it, whether they are there, and the page they will read. */
function Receiver({ situation: { company, record }, departmentId, items, values }: ReceiverProps) {
  const { t } = useTranslation();
  const { data: calendars } = useQuery({ ...companyCalendarsOptions(), staleTime: 300_000 });
  const department = company.department(departmentId);
  if (!department) return null;
  const calendar = calendars?.find(({ id }) => id === department.calendarId);
  const day = calendar && weekdayOf(dateIn(calendar.zone, Date.now()));
  const windows =
    (calendar?.week as Record<string, readonly WindowDto[] | null | undefined> | undefined)?.[day ?? 0] ?? [];
  const gaps = items.filter(({ key, required }) => required && !textOf(values, `package.${key}`).trim());
  const waiting = record.handoffs.filter((one) => one.status === 'offered' && one.toDepartmentId === departmentId);
  return (
    <Stack gap="xs">
      <Text size="sm">
        <b>{department.name}</b> · {t('leg.leadIs', { name: company.nameOf(department.leadId) })}
        {calendar &&
          ` · ${
            windows.length > 0
              ? t('leg.openToday', {
                  hours: windows.map(({ from, to }) => `${clockTime(from)}–${clockTime(to)}`).join(', '),
                  zone: calendar.zone,
                })
              : t('leg.closedToday')
          }`}
        {waiting.length > 0 && ` · ${t('leg.alreadyOffered', { count: waiting.length })}`}
      </Text>
      {gaps.length > 0 && (
        <Alert color="yellow" variant="light" p="xs">
          {t('leg.gaps', { items: gaps.map(({ label }) => label).join(', ') })}
        </Alert>
      )}
      <Paper withBorder p="sm" component="section" aria-label={t('leg.preview')}>
        <Text size="xs" c="dimmed">
          {t('leg.preview')}
        </Text>
        <Text fw={600}>
          C-{record.number} {record.subject}
        </Text>
        <Brief
          items={items}
          content={Object.fromEntries(items.map(({ key }) => [key, textOf(values, `package.${key}`)]))}
        />
        {textOrNull(values, 'note') && (
          <Text size="sm" mt="xs">
            {textOf(values, 'note')}
          </Text>
        )}
      </Paper>
    </Stack>
  );
}

const clockTime = (value: unknown): string => String(value).slice(0, 5);

/** A package as its receiver reads it; a gap is called one. */
export function Brief({
  items,
  content,
}: {
  readonly items: readonly ItemView[];
  readonly content: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation();
  const known = new Map(items.map((item) => [item.key, item.label]));
  const keys = [...new Set([...known.keys(), ...Object.keys(content)])];
  return (
    <dl style={{ margin: 0 }}>
      {keys.map((key) => (
        <div key={key}>
          <Text component="dt" size="xs" c="dimmed" mt={4}>
            {known.get(key) ?? key}
          </Text>
          <Text
            component="dd"
            size="sm"
            m={0}
            style={{ whiteSpace: 'pre-wrap' }}
            fs={content[key]?.trim() ? undefined : 'italic'}
          >
            {content[key]?.trim() || t('leg.gap')}
          </Text>
        </div>
      ))}
    </dl>
  );
}

/** The brief that came with a leg: its latest accepted or open package. */
export function receivedBrief(situation: Pick<Situation, 'record'>, leg: LegView) {
  const handoff =
    openOfferOf(situation.record, leg.id) ?? situation.record.handoffs.findLast((one) => one.toLegId === leg.id);
  return handoff?.packages.at(-1);
}

/** 1 for Monday to 7 for Sunday. */
const weekdayOf = (date: string): number => new Date(date).getUTCDay() || 7;
