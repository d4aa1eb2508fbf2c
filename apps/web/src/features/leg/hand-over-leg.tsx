import { Alert, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { boardLoadOptions } from '../../api/generated/@tanstack/react-query.gen';
import { legHandOver } from '../../api/generated/sdk.gen';
import type { CaseView, DepartmentView, ItemView, LegView } from '../../api/generated/types.gen';
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
import { wallTime, When } from '../../ui/time';

/** The baton goes on: the brief by the receiving leg's fields, what it lacks, and how the receiver will see it. */
export function handOverLeg(situation: Situation, leg: LegView, why: string | null): Action {
  const { t, company, record } = situation;
  const next = nextLegs(record, leg);
  const briefs = fieldsOfAll(next);
  const open = leg.exitChecklist.filter(({ key, required }) => required && !leg.ticked.includes(key));
  const elsewhere = (values: Values) => textOf(values, 'toDepartmentId') !== '';
  const receiving = (values: Values) =>
    elsewhere(values) ? [textOf(values, 'toDepartmentId')] : [...new Set(next.map(({ departmentId }) => departmentId))];
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
      choices: (values) => peopleChoices(company, receiving(values)),
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
      <Receivers situation={situation} departmentIds={receiving(values)} items={briefs} values={values} />
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
  const visits = visitsOf(record, leg);
  const sent = record.handoffs.filter(({ fromLegId }) => fromLegId !== null && visits.includes(fromLegId));
  const received = record.handoffs.filter(({ toLegId }) => visits.includes(toLegId));
  const briefs = [...received, ...sent].flatMap(({ packages }) => packages);
  return briefs.findLast(({ content }) => content[key])?.content[key] ?? '';
}

/** This leg and the ones it runs again: what came back was sent from an earlier visit. */
function visitsOf(record: CaseView, leg: LegView): readonly string[] {
  const before = record.legs.find(({ id }) => id === leg.revisits);
  return [leg.id, ...(before ? visitsOf(record, before) : [])];
}

interface ReceiversProps {
  readonly situation: Situation;
  readonly departmentIds: readonly string[];
  readonly items: readonly ItemView[];
  readonly values: Values;
}

/** Who will receive it, whether they are there, and the page they will read. */
function Receivers({ situation: { company, record }, departmentIds, items, values }: ReceiversProps) {
  const { t } = useTranslation();
  const departments = departmentIds.map((id) => company.department(id)).filter((one) => one !== undefined);
  if (departments.length === 0) return null;
  const gaps = items.filter(({ key, required }) => required && !textOf(values, `package.${key}`).trim());
  return (
    <Stack gap="xs">
      {departments.map((department) => (
        <Load key={department.id} department={department} lead={company.nameOf(department.leadId)} />
      ))}
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
          C-{record.number} <bdi>{record.subject}</bdi>
        </Text>
        <Brief
          items={items}
          content={Object.fromEntries(items.map(({ key }) => [key, textOf(values, `package.${key}`)]))}
        />
        {textOrNull(values, 'note') && (
          <Text size="sm" mt="xs" style={{ whiteSpace: 'pre-wrap' }}>
            {textOf(values, 'note')}
          </Text>
        )}
      </Paper>
    </Stack>
  );
}

/** How much a department has in hand, who is there, and when it opens or closes. */
function Load({ department, lead }: { readonly department: DepartmentView; readonly lead: string }) {
  const { t, i18n } = useTranslation();
  const { data: load } = useQuery(boardLoadOptions({ path: { id: department.id } }));
  return (
    <Text size="sm" component="div">
      <b>{department.name}</b> · {t('leg.leadIs', { name: lead })}
      {load && (
        <>
          <div>
            {load.opensAt ? (
              <Text span inherit fw={600}>
                {t('leg.opensAt', { at: wallTime(load.opensAt, i18n.language) })} (<When at={load.opensAt} />)
              </Text>
            ) : load.closesAt ? (
              t('leg.openUntil', { at: wallTime(load.closesAt, i18n.language) })
            ) : (
              t('leg.openNow')
            )}
            {' · '}
            {t('leg.present', { present: load.present, count: load.people })}
          </div>
          <div>
            {t('leg.inWork', { count: load.working })} · {t('leg.waitsThere', { count: load.waiting })} ·{' '}
            {t('leg.unanswered', { count: load.offered })}
          </div>
        </>
      )}
    </Text>
  );
}

/** A package as its receiver reads it; a gap is called one. */
export function Brief({
  items,
  content,
  known = items,
}: {
  readonly items: readonly ItemView[];
  readonly content: Readonly<Record<string, string>>;
  /** Where names of fields are found that were meant for another leg. */
  readonly known?: readonly ItemView[];
}) {
  const { t } = useTranslation();
  const keys = [...new Set([...items.map(({ key }) => key), ...Object.keys(content)])];
  const nameOf = (key: string): string =>
    known.find((item) => item.key === key)?.label ?? (key === 'missing' ? t('field.missing') : key);
  return (
    <dl style={{ margin: 0 }}>
      {keys.map((key) => (
        <div key={key}>
          <Text component="dt" size="xs" c="dimmed" mt={4}>
            {nameOf(key)}
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
